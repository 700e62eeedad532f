// Each example of the rules' pages is analysed as a small project: it must be found, where the page says so, or not found.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { analyzeProject } from '@grant-migrate/analysis';
import plugin from '../src/plugin.js';
import { examplesOf, type Example } from './support/examples.js';
import { markersIn } from './support/markers.js';
import { withParts, withTable } from './support/doc-parts.js';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const update = process.env.UPDATE_DOCS !== undefined;

/** `file:line` of each finding of the rule. */
function found(rule: string, { files }: Example): string[] {
  if (rule === 'no-unresolved-migration')
    return Object.entries(files).flatMap(([file, text]) =>
      markersIn(text).map(({ line }) => `${file}:${line}`),
    );
  const project = {
    root: '/',
    files: Object.keys(files),
    read: (file: string) => files[file] ?? { unreadable: 'it is not there' },
  };
  const { findings, skipped } = analyzeProject(project, {
    preset: rule === 'no-password-grant-server' ? 'strict' : 'recommended',
  });
  expect(skipped).toEqual([]);
  return findings.filter(({ ruleId }) => ruleId === rule).map(({ file, start }) => `${file}:${start.line}`);
}

test('each rule has its page, and each page its rule', () => {
  const pages = readdirSync(docs).map((name) => name.replace(/\.md$/, ''));
  expect(pages.sort()).toEqual(Object.keys(plugin.rules).sort());
});

test('the table of the README is that of the code', () => {
  const path = fileURLToPath(new URL('../README.md', import.meta.url));
  const readme = readFileSync(path, 'utf8');
  const wanted = withTable(readme);
  if (update) writeFileSync(path, wanted);
  expect(update || readme).toBe(update || wanted);
});

describe.each(Object.entries(plugin.rules))('the page of %s', (rule, { meta }) => {
  const path = `${docs}${rule}.md`;
  const page = readFileSync(path, 'utf8');
  const examples = examplesOf(page);

  test('begins with the rule and its sentence, and has every section', () => {
    expect(page.startsWith(`# ${rule}\n\n${meta!.docs!.description}.\n`)).toBe(true);
    const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(sections).toEqual(['Why', 'Incorrect', 'Correct', 'Options', 'When not to use it', 'Related']);
  });

  test('says of presets and options what the code says', () => {
    const wanted = withParts(page, rule);
    if (update) writeFileSync(path, wanted);
    expect(update || page).toBe(update || wanted);
  });

  test('has examples of both kinds', () => {
    expect(new Set(examples.map(({ section }) => section))).toEqual(new Set(['Incorrect', 'Correct']));
  });

  test.each(examples.map((example) => [example.section, example.line, example] as const))(
    '%s, line %d',
    (_section, _line, example) => {
      expect(found(rule, example).sort()).toEqual(example.marked.sort());
    },
  );
});
