import { expect, test } from '@jest/globals';
import { markersIn } from './support/markers.js';

const places = (text: string) =>
  markersIn(text).map(({ line, column, endColumn }) => [line, column, endColumn]);

test('a marker is reported where it stands, with its code and its note', () => {
  const text = 'first();\n  // TODO(grant-migrate: payload-opaque) a part is not written here  \nsecond();\n';
  expect(places(text)).toEqual([[2, 6, 68]]);
  expect(markersIn(text)[0]!.message).toBe(
    'A migration stopped here and left the rest to a person (payload-opaque: a part is not written here). Do it, then delete this comment; `grant-migrate explain payload-opaque` tells how.',
  );
});

test('in comments of every kind, several in one', () => {
  expect(places('/* TODO(grant-migrate: a) x */ call();')).toEqual([[1, 4, 29]].map(([l, c]) => [l, c, 28]));
  expect(places('/**\n * TODO(grant-migrate: a)\n * TODO(grant-migrate: b-c) y\n */')).toHaveLength(2);
  expect(places('const x = <p>{/* TODO(grant-migrate: a) */}</p>;')).toHaveLength(1);
});

test('a marker without a note', () => {
  expect(markersIn('// TODO(grant-migrate: person-left)')[0]!.message).toContain('(person-left).');
});

test('no other comment, and no text that is none', () => {
  expect(
    markersIn(
      '// TODO: grant-migrate\n// TODO(somebody: x)\n// see TODO(grant-migrate: x)\nconst a = "// TODO(grant-migrate: x)";',
    ),
  ).toEqual([]);
});
