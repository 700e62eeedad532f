import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asUtf8 } from '../../src/disk/read.js';
import { createTextSearch, textsOf } from '../../src/disk/text-search.js';
import { createTextIndex } from '../../src/link/text-index.js';
import type { Project } from '../../src/project.js';
import { buildTrigger } from '../../src/source/triggers.js';

function searched(texts: Record<string, Buffer>, heldAtMost?: number) {
  const loads: string[] = [];
  const files = Object.keys(texts);
  const search = createTextSearch(
    (file) => {
      loads.push(file);
      const bytes = texts[file];
      return bytes ? asUtf8(bytes) : { kind: 'gone' };
    },
    heldAtMost === undefined ? {} : { heldAtMost },
  );
  const over = search.over(files);
  const project: Project = { root: '/p', files, read: textsOf(search), search: over };
  return { project, search, over, loads };
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ß', '€', 'grant_type'), maxLength: 3 });
const bytes = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'ß', '€', ' ', 'grant_type'), maxLength: 12 }).map(Buffer.from),
  fc.constant(Buffer.from([0xff, 0x61, 0x62])),
);

test('finds what reading text by text finds, whatever fits into the bound', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 8 }), fc.array(word), fc.nat(40), (list, words, bound) => {
      const texts = Object.fromEntries(list.map((one, number) => [`${number}.js`, one]));
      const { project } = searched(texts, bound);
      const slow = createTextIndex({ root: '/p', files: project.files, read: project.read });
      const fast = createTextIndex(project);
      const trigger = buildTrigger();
      for (const each of words) expect(fast.candidates([each])).toEqual(slow.candidates([each]));
      expect(fast.matching(trigger)).toEqual(slow.matching(trigger));
      expect(fast.matching(trigger)).toEqual(slow.matching(trigger));
      for (const file of project.files) expect(fast.text(file)).toEqual(slow.text(file));
    }),
    { numRuns: 500 },
  );
});

test('a word that begins in one file and ends in the next stands in neither', () => {
  const { over: search } = searched({ 'a.js': Buffer.from('xgetTo'), 'b.js': Buffer.from('kengetToken') });
  expect(search.holding('getToken')).toEqual(['b.js']);
  expect(search.holding('xgetTok')).toEqual([]);
});

test('each file is read once, and what is not listed when it is asked for', () => {
  const { over: search, project, loads } = searched({ 'a.js': Buffer.from('a'), 'b.js': Buffer.from('b') });
  search.holding('a');
  search.holding('b');
  search.matching(buildTrigger());
  expect([project.read('a.js'), project.read('b.js')]).toEqual(['a', 'b']);
  expect(loads).toEqual(['a.js', 'b.js']);
  expect(project.read('package.json')).toEqual({ unreadable: 'it is not there' });
});

test('beyond the bound files are read again, and answers stay right', () => {
  const { over: search, loads } = searched(
    { 'a.js': Buffer.from('one'), 'b.js': Buffer.from('other one') },
    4,
  );
  expect(search.holding('one')).toEqual(['a.js', 'b.js']);
  expect(search.holding('other')).toEqual(['b.js']);
  expect(loads.filter((file) => file === 'a.js')).toHaveLength(1);
  expect(loads.filter((file) => file === 'b.js').length).toBeGreaterThan(1);
});

test('a file that changed is read again, and searched as it is now', () => {
  const texts = { 'a.js': Buffer.from('one'), 'b.js': Buffer.from('two') };
  const { search, over } = searched(texts);
  expect(over.holding('one')).toEqual(['a.js']);
  texts['a.js'] = Buffer.from('two');
  search.forget('a.js');
  expect([over.holding('one'), over.holding('two')]).toEqual([[], ['a.js', 'b.js']]);
});
