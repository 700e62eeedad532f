import { CannotRun } from '../errors.js';

/** One of `of` shares of the work; `index` counts from 0, what a user writes from 1. */
export interface Shard {
  index: number;
  of: number;
}

/** Reads `2/8`. */
export function readShard(text: string): Shard {
  const [, number, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (number === undefined || of === undefined || number < 1 || number > of)
    throw new CannotRun(
      `--shard cannot be "${text}".`,
      'It is written I/N, with I from 1 to N: --shard 2/8 is the second of eight.',
    );
  return { index: number - 1, of };
}
