import type { Program } from './program.js';
import type { Random } from './random.js';

/** One kind of change to a program. */
export interface Mutation {
  name: string;
  /** The changed program with a word on the choice made, or null where the mutation does not fit. */
  apply(program: Program, random: Random): { program: Program; detail?: string } | null;
}
