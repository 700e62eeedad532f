import type { Context } from './commands/command.js';
import { CannotRun } from './errors.js';
import { status } from './exit-status.js';
import { viewOf } from './terminal.js';
import { version } from './version.js';
import { Interrupted } from './interrupted.js';

/** The whole command: arguments in, exit status out. What went wrong is on stderr, in one line and what to do about it. */
export async function run(argv: string[], context: Context): Promise<number> {
  const options = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  try {
    if (options.includes('--version') || options.includes('-v')) {
      process.stdout.write(`${version()}\n`);
      return status.nothingToDo;
    }
    if (options.includes('--help') || options.includes('-h')) {
      const { helpPages, overview } = await import('./help.js');
      const page = options.find((word) => word in helpPages);
      process.stdout.write(page === undefined ? overview : helpPages[page]!);
      return status.nothingToDo;
    }
    const { runCommandLine } = await import('./command-line.js');
    return await runCommandLine(argv, context);
  } catch (error) {
    process.stderr.write(complaint(error));
    return error instanceof Interrupted ? 130 : status.couldNotRun;
  }
}

function complaint(error: unknown): string {
  const { red, bold } = viewOf(process.stderr).colors;
  if (error instanceof Interrupted) return `${error.message}\n`;
  if (error instanceof CannotRun)
    return `${bold(red('error'))}  ${error.message}\n${error.next === undefined ? '' : `       ${error.next}\n`}`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${bold(red('error'))}  This is a defect of grant-migrate, please report it with the lines below.\n${trace}\n`;
}
