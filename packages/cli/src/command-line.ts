import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { commands } from './commands/all.js';
import type { Command, Context } from './commands/command.js';
import { CannotRun } from './errors.js';
import { status, type Status } from './exit-status.js';
import { plainArguments } from './plain-arguments.js';
import { closest } from './suggest.js';

/** yargs' complaint, as it makes it. */
class BadArguments extends Error {}

/** Reads the arguments, runs the command they name, and returns the exit status. */
export async function runCommandLine(argv: string[], context: Context): Promise<Status> {
  return (await runPlain(argv, context)) ?? (await runParsed(argv, context));
}

/** Undefined when yargs has to look at the arguments. */
async function runPlain(argv: string[], context: Context): Promise<Status | undefined> {
  const [first = ''] = argv;
  const named = Object.hasOwn(commands, first);
  if (!named && (first === 'completion' || isMistyped(first, context.cwd))) return undefined;
  const { positional, load } = commands[named ? first : 'check']!;
  if (positional !== undefined && positional !== 'paths' && positional !== 'facts') return undefined;
  const command = await load();
  const plain = plainArguments(named ? argv.slice(1) : argv, command);
  if (!plain || (positional === undefined && plain.positionals.length > 0)) return undefined;
  return command.run({ ...plain.values, [positional ?? 'paths']: plain.positionals }, context);
}

async function runParsed(argv: string[], context: Context): Promise<Status> {
  const { default: yargs } = await import('yargs');
  let result: Status = status.nothingToDo;
  let loaded: { name: string; command: Command } | undefined;
  // yargs keeps these to itself; for us they are paths that begin with a dash.
  const afterDashes = argv.includes('--') ? argv.slice(argv.indexOf('--') + 1) : [];
  const parser = yargs(argv)
    .scriptName('grant-migrate')
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({ 'greedy-arrays': false })
    .strictOptions()
    .completion('completion', false)
    .fail((message, error) => {
      throw error ?? new BadArguments(message);
    });
  for (const [name, { usage, positional, load }] of Object.entries(commands)) {
    parser.command(
      usage,
      '',
      async (builder) => {
        const command = await load();
        loaded = { name, command };
        if (positional !== undefined) builder.positional(positional, { type: 'string' });
        return builder.options(command.options);
      },
      async (args) => {
        const { command } = loaded!;
        const given = lastOfEach(args, command);
        if (positional === 'paths' || positional === 'facts' || positional === 'command')
          given[positional] = [...((args[positional] as string[]) ?? []), ...afterDashes];
        result = await command.run(given, context);
      },
    );
  }
  if (argv[0] === 'completion') {
    parser.showCompletionScript();
    return result;
  }
  refuseMistypedCommand(argv[0], context.cwd);
  try {
    await parser.parseAsync();
  } catch (error) {
    // What a command throws is passed on as it is.
    if (!(error instanceof BadArguments) && (error as Error).name !== 'YError') throw error;
    throw inOurWords((error as Error).message, loaded?.name ?? 'check', loaded?.command.options ?? {});
  }
  return result;
}

/** An option that is given twice counts as it was given last; scripts append to what others have set. */
function lastOfEach(args: Record<string, unknown>, { options }: Command): Record<string, unknown> {
  const isOption = (name: string) =>
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) in options;
  const last = (name: string, value: unknown) =>
    Array.isArray(value) && isOption(name) ? value.at(-1) : value;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, last(name, value)]));
}

const isMistyped = (word: string, cwd: string) =>
  !word.startsWith('-') && !(word in commands) && !existsSync(resolve(cwd, word));

/** A word that is no path and looks like a command was meant as one; without this it would be a path that is not there. */
function refuseMistypedCommand(word: string | undefined, cwd: string): void {
  if (word === undefined || !isMistyped(word, cwd)) return;
  const meant = closest(word, Object.keys(commands));
  if (meant !== undefined)
    throw new CannotRun(`There is no command and no path "${word}". Did you mean ${meant}?`);
}

/** yargs' complaint as a sentence of ours, with what was probably meant. */
function inOurWords(message: string, name: string, options: Command['options']): CannotRun {
  const lists = `grant-migrate ${name} --help lists the options.`;
  const unknown = /^Unknown arguments?: (.+)$/m.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined) {
    const meant = closest(unknown, Object.keys(options));
    return new CannotRun(
      `Unknown option --${unknown}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`,
      lists,
    );
  }
  const bare = /^Not enough arguments following: (\S+)$/.exec(message);
  if (bare !== null) return new CannotRun(`--${bare[1]} needs a value.`, lists);
  if (message.startsWith('Not enough non-option arguments')) {
    const missing = /<.+>/.exec(commands[name]!.usage[0]!)?.[0] ?? 'an argument';
    return new CannotRun(`${name} needs ${missing}.`, `grant-migrate ${name} --help shows how it is called.`);
  }
  const choice = /Argument: (\S+), Given: (.*), Choices: (.*)/.exec(message);
  if (choice !== null) {
    const [, option, given, choices] = choice.map((part) => part.replaceAll('"', ''));
    const meant = closest(given!, choices!.split(', '));
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
    return new CannotRun(`--${option} cannot be "${given}".${hint}`, `It is one of ${choices}.`);
  }
  return new CannotRun(message.replaceAll(/\s+/g, ' ').trim(), lists);
}
