import { expect, test } from '@jest/globals';
import { createTextIndex } from '../../src/link/text-index.js';
import type { Project } from '../../src/project.js';

function counting(texts: Record<string, string>): { project: Project; reads: string[] } {
  const reads: string[] = [];
  const read = (file: string) => {
    reads.push(file);
    return texts[file] ?? { unreadable: 'EACCES' };
  };
  return { reads, project: { root: '/p', files: [...Object.keys(texts), 'locked.ts'], read } };
}

const texts = { 'b.ts': 'import { getToken } from "./token"', 'a.ts': 'getToken()', 'c.ts': 'token' };

test('files that hold all words, in the order of the project', () => {
  const { project, reads } = counting(texts);
  const index = createTextIndex(project);
  expect(index.candidates(['getToken'])).toEqual(['b.ts', 'a.ts']);
  expect(index.candidates(['getToken', './token'])).toEqual(['b.ts']);
  expect(index.candidates(['./token', 'getToken', 'nowhere'])).toEqual([]);
  expect(index.candidates([])).toEqual(project.files);
  expect(reads).toEqual(['b.ts', 'a.ts', 'c.ts', 'locked.ts']);
});

test('text and words of one file', () => {
  const { project, reads } = counting(texts);
  const index = createTextIndex(project);
  expect(index.has('c.ts', 'token')).toBe(true);
  expect(index.has('c.ts', 'getToken')).toBe(false);
  expect(index.has('locked.ts', 'token')).toBe(false);
  expect(index.text('locked.ts')).toBe(null);
  expect(index.text('a.ts')).toBe('getToken()');
  expect(reads).toEqual(['c.ts', 'locked.ts', 'a.ts']);
});

test('beyond the bound texts are read again, and answers stay right', () => {
  const { project, reads } = counting(texts);
  const index = createTextIndex(project, texts['b.ts'].length + 5);
  expect(index.candidates(['getToken'])).toEqual(['b.ts', 'a.ts']);
  expect(index.candidates(['oken'])).toEqual(['b.ts', 'a.ts', 'c.ts']);
  expect(reads.filter((file) => file === 'b.ts')).toHaveLength(1);
  expect(reads.filter((file) => file === 'a.ts')).toHaveLength(2);
});

test('an open file’s text wins, and a changed file is read again', () => {
  const { project } = counting({ ...texts });
  const open = { file: 'c.ts', text: 'getToken edited' } as never;
  let changed = 'old';
  const index = createTextIndex({
    ...project,
    read: (file) => (file === 'a.ts' ? changed : project.read(file)),
    tree: (file) => (file === 'c.ts' ? open : undefined),
  });
  expect(index.candidates(['edited'])).toEqual(['c.ts']);
  expect(index.candidates(['new'])).toEqual([]);
  changed = 'new';
  index.forget('a.ts');
  expect(index.candidates(['new'])).toEqual(['a.ts']);
});
