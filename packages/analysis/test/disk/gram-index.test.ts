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

test('nearly all files that do not hold it are left out', () => {
  const index = createGramIndex();
  for (let number = 0; number < 100; number++)
    index.add(
      `${number}`,
      Buffer.from(`export const call${number * 7919} = (one) => one.value${number};`.repeat(20)),
    );
  expect(index.candidates(Buffer.from('value42'))!.length).toBeLessThan(10);
  index.forget('42');
  expect(index.candidates(Buffer.from('value42'))).not.toContain('42');
});
