import { editJson, type Draft } from './draft.js';
import { mentionsUs, type Step } from './step.js';

const flatFiles = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);
const jsonFiles = ['.eslintrc.json', '.eslintrc'];
const codeFiles = ['.eslintrc.js', '.eslintrc.cjs', '.eslintrc.yaml', '.eslintrc.yml'];
const preset = 'plugin:grant-migrate/legacy-recommended';

export function hasEslint(draft: Draft): boolean {
  return [...flatFiles, ...jsonFiles, ...codeFiles].some(draft.has) || 'eslintConfig' in manifestOf(draft);
}

/** The recommended rules in the project's ESLint configuration, flat or eslintrc. */
export const eslint: Step = ({ draft }) => {
  const flat = flatFiles.find(draft.has);
  if (flat !== undefined) return flatConfig(draft, flat);
  const json = jsonFiles.find(draft.has);
  if (json !== undefined) return jsonConfig(draft, json);
  const code = codeFiles.find(draft.has);
  if (code !== undefined)
    return { kind: 'by-hand', what: `the rules in ${code}`, snippet: `extends: ['${preset}'],` };
  if ('eslintConfig' in manifestOf(draft)) return jsonConfig(draft, 'package.json');
  return undefined;
};

/** The list of a flat configuration, as people write it; anything else is left to them. */
const lists =
  /^(?:export default|module\.exports\s*=)\s+(?:(?:tseslint\.config|defineConfig|defineFlatConfig)\(\s*\[?|\[)/m;

function flatConfig(draft: Draft, file: string): ReturnType<Step> {
  const text = draft.read(file)!;
  const what = `the recommended rules in ${file}`;
  if (mentionsUs(text)) return { kind: 'there', what };
  const common = /\.c[jt]s$/.test(file) || /^module\.exports\b/m.test(text);
  const load = common
    ? "const grantMigrate = require('eslint-plugin-grant-migrate');"
    : "import grantMigrate from 'eslint-plugin-grant-migrate';";
  const entry = 'grantMigrate.configs.recommended,';
  const list = lists.exec(text);
  if (list === null) return { kind: 'by-hand', what, snippet: `${load}\n…\n${entry}` };
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const open = list.index + list[0].length;
  const indent = /^\r?\n([ \t]+)/.exec(text.slice(open))?.[1] ?? '  ';
  const end = /^\r?\n/.test(text.slice(open)) ? '' : eol + indent;
  const withEntry = `${text.slice(0, open)}${eol}${indent}${entry}${end}${text.slice(open)}`;
  const at = afterLastImport(withEntry, list.index);
  draft.write(file, `${withEntry.slice(0, at)}${load}${eol}${withEntry.slice(at)}`);
  return { kind: 'changed', what };
}

/** Behind the last import or require that stands before the list; else where the file's first code stands. */
function afterLastImport(text: string, before: number): number {
  const loads = /^(?:import\b[^'"]*(['"])[^'"\n]*\1[^\n]*|const\b[^\n]*\brequire\([^\n]*)\r?\n/gm;
  let at = 0;
  for (const match of text.slice(0, before).matchAll(loads)) at = match.index + match[0].length;
  return at > 0 ? at : (/^(?:#![^\n]*\n|(?:\/\/[^\n]*|\/\*[^]*?\*\/)\s*\n)*/.exec(text)?.[0].length ?? 0);
}

function jsonConfig(draft: Draft, file: string): ReturnType<Step> {
  const text = draft.read(file)!;
  const what = `the recommended rules in ${file}`;
  if (text.includes(preset)) return { kind: 'there', what };
  const edited = editJson(text, (value) => {
    const config = (file === 'package.json' ? value['eslintConfig'] : value) as Record<string, unknown>;
    config['extends'] = [config['extends'] ?? [], preset].flat();
  });
  if (edited === undefined) return { kind: 'by-hand', what, snippet: `"extends": ["${preset}"]` };
  draft.write(file, edited);
  return { kind: 'changed', what };
}

function manifestOf(draft: Draft): Record<string, unknown> {
  try {
    return JSON.parse(draft.read('package.json') ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}
