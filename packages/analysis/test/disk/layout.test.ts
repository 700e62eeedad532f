import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spansByLayout } from '../../src/disk/layout.js';

const before = `const res = await axios.post("/token", body)\nsend(res);\n`;
const span = { start: before.indexOf('axios'), end: before.indexOf('\n') };

describe('texts that differ in layout alone', () => {
  test.each([
    [
      'quotes and semicolons',
      `const res = await axios.post('/token', body);\nsend(res)\n`,
      `axios.post('/token', body)`,
    ],
    [
      'line breaks and a trailing comma',
      `const res =\n  await axios.post(\r\n    "/token",\r\n    body,\r\n  )\nsend(res);`,
      `axios.post(\r\n    "/token",\r\n    body,\r\n  )`,
    ],
    ['blank lines before', `\n\n\n${before}`, `axios.post("/token", body)`],
  ])('%s', (_name, after, code) => {
    const { start, end } = spansByLayout(before, after)!(span);
    expect(after.slice(start, end)).toBe(code);
  });

  test('a span maps to itself when nothing changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(), fc.nat(), (text, a, b) => {
        const around = `x${text}y`;
        const code =
          [...around].length === around.length &&
          !/[\s;,'"]/.test(around[a % around.length]! + around[b % around.length]!);
        fc.pre(code);
        const [start, last] = [a % around.length, b % around.length].sort((one, two) => one - two) as [
          number,
          number,
        ];
        expect(spansByLayout(around, around)!({ start, end: last + 1 })).toEqual({ start, end: last + 1 });
      }),
    );
  });
});

test('anything else is no layout', () => {
  expect(spansByLayout(before, before.replace('body', 'form'))).toBeNull();
  expect(spansByLayout(before, `${before}more()`)).toBeNull();
  expect(spansByLayout(before, before.replace(')', '')) ?? null).toBeNull();
});
