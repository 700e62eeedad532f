import { editJson } from './draft.js';
import { hasEslint } from './eslint.js';
import { hasOxlint } from './oxlint.js';
import type { Step } from './step.js';

/** The command, and the lint plugin where there is a linter, as development dependencies. */
export const dependencies: Step = ({ draft, version }) => {
  const text = draft.read('package.json');
  const names = [
    'grant-migrate',
    ...(hasEslint(draft) || hasOxlint(draft) ? ['eslint-plugin-grant-migrate'] : []),
  ];
  const what = `${names.join(' and ')} in package.json`;
  const snippet = `"devDependencies": { ${names.map((name) => `"${name}": "^${version}"`).join(', ')} }`;
  if (text === undefined) return { kind: 'by-hand', what: 'package.json is not there', snippet };
  let missing = 0;
  const edited = editJson(text, (manifest) => {
    const all = { ...(manifest['dependencies'] as object), ...(manifest['devDependencies'] as object) };
    const wanted = names.filter((name) => !Object.hasOwn(all, name));
    missing = wanted.length;
    const list = Object.entries({ ...(manifest['devDependencies'] as Record<string, string>) });
    list.push(...wanted.map((name): [string, string] => [name, `^${version}`]));
    list.sort(([a], [b]) => (a < b ? -1 : 1));
    manifest['devDependencies'] = Object.fromEntries(list);
  });
  if (edited === undefined) return { kind: 'by-hand', what: 'package.json is not plain JSON', snippet };
  if (missing === 0) return { kind: 'there', what };
  draft.write('package.json', edited);
  return { kind: 'changed', what };
};
