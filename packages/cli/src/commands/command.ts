import type { Options } from 'yargs';
import type { Engine } from '../engine.js';
import type { Status } from '../exit-status.js';

/** One command: how it is called, which options it takes, and what it does. Its help is in `help.ts`. */
export interface Command {
  /** yargs' form: `apply <plan>`. */
  usage: string | string[];
  /** Names of the words in `usage`. */
  positionals: string[];
  options: Record<string, Options>;
  run(args: Record<string, unknown>, context: Context): Promise<Status>;
}

/** What a command may touch of the process. */
export interface Context {
  cwd: string;
  engine: Engine;
}
