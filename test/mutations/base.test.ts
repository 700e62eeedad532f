// The written programs are judged as they say before anything is changed.
import { expect, test } from '@jest/globals';
import { differencesOf } from './judge.js';
import { readPrograms } from './program.js';
import { assertDeclared, assertLinked } from './well-formed.js';

const programs = readPrograms();

test.each(programs.map((program) => [program.name, program] as const))('%s', (_name, program) => {
  assertDeclared(program);
  assertLinked(program);
  expect(differencesOf(program)).toEqual([]);
});
