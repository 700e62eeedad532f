import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createGramIndex } from '../../src/disk/gram-index.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'get', 'Token', 'ß', '€'), maxLength: 12 });

test('leaves out no file that holds the word, and no file twice', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 70 }), text, fc.nat(69), (texts, word, again) => {
      const index = createGramIndex();
      texts.forEach((one, number) => index.add(`${number}`, Buffer.from(one)));
      if (again < texts.length) index.add(`${again}`, Buffer.from(texts[again]!));
      const found = index.candidates(Buffer.from(word));
      if (Buffer.byteLength(word) < 4) expect(found).toBe(undefined);
      else {
        const holding = texts.flatMap((one, number) => (one.includes(word) ? [`${number}`] : []));
        expect(found).toEqual(expect.arrayContaining(holding));
        expect(new Set(found).size).toBe(found!.length);
      }
    }),
  );
});

test('also a word that begins in one page and ends in the next, however long', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4000, max: 4200 }), fc.integer({ min: 4, max: 200 }), (before, length) => {
      const index = createGramIndex();
      const word = Array.from({ length }, (_, at) => String.fromCharCode(97 + ((at * 7) % 26))).join('');
      index.add('a.js', Buffer.from(`${'-'.repeat(before)}${word}${'-'.repeat(5000)}`));
      expect(index.candidates(Buffer.from(word))).toEqual(['a.js']);
    }),
  );
});

test('nearly all files that do not hold it are left out, and those that are forgotten', () => {
  const index = createGramIndex();
  const text = (number: number) => `export const call${number * 7919} = (one) => one.value${number};`;
  for (let number = 0; number < 1000; number++) index.add(`${number}`, Buffer.from(text(number).repeat(50)));
  const found = index.candidates(Buffer.from('value42;'))!;
  expect(found).toContain('42');
  expect(found.length).toBeLessThan(100);
  index.forget('42');
  expect(index.candidates(Buffer.from('value42;'))).not.toContain('42');
});
