import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkStatus, type Status } from './exit-status.js';
import type { Report } from './report.js';
import { formats, loadReporter, type Format } from './reporters/formats.js';
import { fileView, viewOf } from './terminal.js';
import { writeOrSayWhy } from './write-or-say-why.js';

export interface OutputArguments {
  format: Format;
  output?: string;
}

/** The options of every command that gives a report. */
export const outputOptions = {
  format: { choices: formats, default: 'pretty' },
  output: { type: 'string', requiresArg: true },
} as const;

/** Prints or writes the report, and returns the exit status that it comes with. */
export async function giveReport(
  report: Report,
  { format, output }: OutputArguments,
  cwd: string,
): Promise<Status> {
  const render = await loadReporter(format);
  const result = checkStatus(report.findings, report.skipped);
  // Set before the report goes out: a reader that closes the pipe ends the process with it.
  process.exitCode = result;
  if (output === undefined) process.stdout.write(render(report, viewOf(process.stdout)));
  else {
    const text = render(report, fileView);
    writeOrSayWhy('the report', resolve(cwd, output), (path) => writeFileSync(path, text));
  }
  return result;
}
