import type { Command } from './command.js';

/** How a command is called; its code is loaded when it is the one that runs. */
export interface CommandEntry {
  /** yargs' forms: `apply <plan>`, `$0` for the command without a word. */
  usage: string[];
  positional?: string;
  load(): Promise<Command>;
}

/** Every command by the word it is called by. */
export const commands: Record<string, CommandEntry> = {
  check: {
    usage: ['check [paths..]', '$0'],
    positional: 'paths',
    load: async () => (await import('./check.js')).check,
  },
  merge: {
    usage: ['merge [facts..]'],
    positional: 'facts',
    load: async () => (await import('./merge.js')).merge,
  },
  migrate: {
    usage: ['migrate [paths..]'],
    positional: 'paths',
    load: async () => (await import('./migrate.js')).migrate,
  },
  apply: {
    usage: ['apply <plan>'],
    positional: 'plan',
    load: async () => (await import('./apply.js')).apply,
  },
  init: { usage: ['init'], load: async () => (await import('./init.js')).init },
  undo: { usage: ['undo'], load: async () => (await import('./undo.js')).undo },
  report: {
    usage: ['report [paths..]'],
    positional: 'paths',
    load: async () => (await import('./report.js')).report,
  },
  trace: {
    usage: ['trace [command..]'],
    positional: 'command',
    load: async () => (await import('./trace.js')).trace,
  },
  explain: {
    usage: ['explain [topic]'],
    positional: 'topic',
    load: async () => (await import('./explain.js')).explain,
  },
};
