// The written programs are judged as they say before anything is changed.
import { expect, test } from '@jest/globals';
import { assertWellFormed, differencesOf } from './judge.js';
import { readPrograms } from './program.js';

const programs = readPrograms();

test.each(programs.map((program) => [program.name, program] as const))('%s', (_name, program) => {
  assertWellFormed(program);
  expect(differencesOf(program)).toEqual([]);
});
