import { editJson, type Draft } from './draft.js';
import { mentionsUs, type Step } from './step.js';

const file = '.oxlintrc.json';
const rules = {
  'grant-migrate/no-password-grant': 'error',
  'grant-migrate/no-token-request-in-loop': 'error',
};

export function hasOxlint(draft: Draft): boolean {
  return draft.has(file);
}

/** The rules as a JavaScript plugin of oxlint. */
export const oxlint: Step = ({ draft }) => {
  const text = draft.read(file);
  if (text === undefined) return undefined;
  const what = `the rules in ${file}`;
  if (mentionsUs(text)) return { kind: 'there', what };
  const edited = editJson(text, (config) => {
    config['jsPlugins'] = [config['jsPlugins'] ?? [], 'eslint-plugin-grant-migrate'].flat();
    config['rules'] = {
      ...(config['rules'] as object),
      ...rules,
      'grant-migrate/require-token-reuse': 'warn',
    };
  });
  if (edited === undefined)
    return { kind: 'by-hand', what, snippet: '"jsPlugins": ["eslint-plugin-grant-migrate"]' };
  draft.write(file, edited);
  return { kind: 'changed', what };
};
