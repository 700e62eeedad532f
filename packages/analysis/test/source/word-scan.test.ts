import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createWordScan } from '../../src/source/word-scan.js';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '_', '.', 'ü') });
const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '_', '.'), minLength: 2, maxLength: 6 }), {
  minLength: 1,
  maxLength: 6,
});

test('finds what a search for each word in lower case finds, and nothing outside of the range', () => {
  fc.assert(
    fc.property(letters, letters, letters, words, (before, text, after, list) => {
      const [start, end] = [Buffer.byteLength(before), Buffer.byteLength(before + text)];
      const found = createWordScan(list)(Buffer.from(before + text + after), start, end);
      expect(found).toBe(list.some((word) => text.toLowerCase().includes(word)));
    }),
    { numRuns: 3000 },
  );
});
