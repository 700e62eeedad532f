import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import yargs from 'yargs';
import { commands } from './commands/all.js';
import type { Command, Context } from './commands/command.js';
import { CannotRun } from './errors.js';
import { status, type Status } from './exit-status.js';
import { closest } from './suggest.js';

/** Reads the arguments, runs the command they name, and returns the exit status. */
export async function runCommandLine(argv: string[], context: Context): Promise<Status> {
  let result: Status = status.nothingToDo;
  const parser = yargs(argv)
    .scriptName('grant-migrate')
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({ 'greedy-arrays': false })
    .strictOptions()
    .fail((message, error) => {
      // What a command throws comes through here too, and is passed on as it is.
      throw error === undefined || error.name === 'YError'
        ? badArguments(message ?? error.message, argv)
        : error;
    });
  for (const command of Object.values(commands)) {
    parser.command(
      command.usage,
      '',
      (builder) => {
        for (const name of command.positionals) builder.positional(name, { type: 'string' });
        return builder.options(command.options);
      },
      async (args) => {
        result = await command.run(lastOfEach(args, command), context);
      },
    );
  }
  refuseMistypedCommand(argv[0], context.cwd);
  await parser.parseAsync();
  return result;
}

/** An option that is given twice counts as it was given last; scripts append to what others have set. */
function lastOfEach(args: Record<string, unknown>, { options }: Command): Record<string, unknown> {
  const last = (name: string, value: unknown) =>
    name in options && Array.isArray(value) ? value.at(-1) : value;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, last(name, value)]));
}

/** A word that is no path and looks like a command was meant as one; without this it would be a path that is not there. */
function refuseMistypedCommand(word: string | undefined, cwd: string): void {
  if (word === undefined || word.startsWith('-') || word in commands || existsSync(resolve(cwd, word)))
    return;
  const meant = closest(word, Object.keys(commands));
  if (meant !== undefined)
    throw new CannotRun(`There is no command and no path "${word}". Did you mean ${meant}?`);
}

/** yargs' complaint as a sentence of ours, with the option that was probably meant. */
function badArguments(message: string, argv: string[]): CannotRun {
  const unknown = /^Unknown arguments?: (.+)$/m.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined) {
    const meant = closest(unknown, optionNames());
    return new CannotRun(
      `Unknown option --${unknown}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`,
      `grant-migrate ${commandIn(argv)}--help lists the options.`,
    );
  }
  const bare = /^Not enough arguments following: (\S+)$/.exec(message);
  if (bare !== null) return new CannotRun(`--${bare[1]} needs a value.`);
  if (message.startsWith('Not enough non-option arguments')) {
    const word = argv.find((argument) => argument in commands)!;
    const missing = /<.+>/.exec(String(commands[word]!.usage))?.[0];
    return new CannotRun(`${word} needs ${missing}.`, `grant-migrate ${word} --help shows how it is called.`);
  }
  const choice = /Argument: (\S+), Given: (.*), Choices: (.*)/.exec(message);
  if (choice !== null) {
    const [, option, given, choices] = choice;
    const meant = closest(given!.replaceAll('"', ''), choices!.replaceAll('"', '').split(', '));
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
    return new CannotRun(
      `--${option} cannot be ${given}.${hint}`,
      `It is one of ${choices!.replaceAll('"', '')}.`,
    );
  }
  return new CannotRun(
    message.replaceAll(/\s+/g, ' ').trim(),
    `grant-migrate ${commandIn(argv)}--help shows how it is called.`,
  );
}

function optionNames(): Set<string> {
  return new Set(Object.values(commands).flatMap(({ options }) => Object.keys(options)));
}

/** The command word in the arguments with a blank behind it, or nothing. */
function commandIn(argv: string[]): string {
  const word = argv.find((argument) => argument in commands);
  return word === undefined ? '' : `${word} `;
}
