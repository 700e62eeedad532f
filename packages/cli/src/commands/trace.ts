import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CannotRun } from '../errors.js';
import { status } from '../exit-status.js';
import { fileView, viewOf } from '../terminal.js';
import { runTraced } from '../trace/run-traced.js';
import { shortened, showTrace } from '../trace/show.js';
import { summarize, type TraceSummary } from '../trace/summary.js';
import { writeOrSayWhy } from '../write-or-say-why.js';
import type { Command } from './command.js';

interface TraceArguments {
  command?: string[];
  format: 'pretty' | 'json';
  output?: string;
}

export const trace: Command = {
  options: {
    format: { choices: ['pretty', 'json'], default: 'pretty' },
    output: { type: 'string', requiresArg: true },
  },
  async run(args, { cwd }) {
    const { command = [], format, output } = args as unknown as TraceArguments;
    if (command.length === 0)
      throw new CannotRun('trace needs a command to run.', 'For example: grant-migrate trace -- npm test');
    const { observations, exitCode } = await runTraced(command, cwd);
    const summary = summarize(observations);
    const view = output === undefined ? viewOf(process.stdout) : fileView;
    const text =
      format === 'json'
        ? `${JSON.stringify(asJson(summary, cwd, exitCode), null, 2)}\n`
        : showTrace(summary, cwd, view);
    if (output !== undefined)
      writeOrSayWhy('the trace', resolve(cwd, output), (path) => writeFileSync(path, text));
    else process.stdout.write(format === 'json' ? text : `\n${text}`);
    if (exitCode !== 0) process.stderr.write(`The traced command ended with exit status ${exitCode}.\n`);
    return summary.avoidable > 0 || exitCode !== 0 ? status.findings : status.nothingToDo;
  },
};

function asJson(summary: TraceSummary, cwd: string, exitCode: number) {
  const places = summary.places.map((place) => ({
    ...place,
    path: place.path.map((frame) => ({ ...frame, file: shortened(frame.file, cwd) })),
  }));
  return { version: 1, exitCode, ...summary, places };
}
