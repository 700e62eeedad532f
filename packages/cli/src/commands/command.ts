import type { Options } from 'yargs';
import type { Engine } from '../engine.js';
import type { Status } from '../exit-status.js';

/** One command: which options it takes and what it does. How it is called is in `all.ts`, its help in `help.ts`. */
export interface Command {
  options: Record<string, Options>;
  run(args: Record<string, unknown>, context: Context): Promise<Status>;
}

/** What a command may touch of the process. */
export interface Context {
  cwd: string;
  engine: Engine;
}
