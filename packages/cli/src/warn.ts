import { viewOf } from './terminal.js';

/** A word of warning on stderr, where it is not taken for the report. */
export function warn(text: string): void {
  const { bold, yellow } = viewOf(process.stderr).colors;
  process.stderr.write(`${bold(yellow('warning'))}  ${text}\n`);
}
