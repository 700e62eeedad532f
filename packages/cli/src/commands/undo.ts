import { realpathSync } from 'node:fs';
import { status } from '../exit-status.js';
import { count } from '../reporters/words.js';
import { viewOf } from '../terminal.js';
import { lastJournal } from '../workspace/journal.js';
import { restore } from '../workspace/restore.js';
import { findRoot } from '../workspace/root.js';
import type { Command } from './command.js';

export const undo: Command = {
  options: {},
  async run(_, { cwd }) {
    const here = realpathSync(cwd);
    const { colors } = viewOf(process.stdout);
    // An ignored directory is its own root for a rewrite, so its journal comes before that of the work tree around it.
    const directory = [here, findRoot(here, here).directory].find((root) => lastJournal(root) !== undefined);
    const stored = directory === undefined ? undefined : lastJournal(directory);
    if (directory === undefined || stored === undefined) {
      process.stdout.write('Nothing to undo here.\n');
      return status.nothingToDo;
    }
    const { restored, removed } = await restore(directory, stored);
    for (const file of restored) process.stdout.write(`${colors.green('restored')}  ${file}\n`);
    for (const file of removed) process.stdout.write(`${colors.yellow('removed ')}  ${file}\n`);
    const { command, began } = stored.journal;
    const files = `${count(restored.length, 'file')} restored, ${removed.length} removed`;
    process.stdout.write(`\n${colors.bold(files)}${colors.dim(` · as before "${command}" of ${began}`)}\n`);
    if (restored.some((file) => /(?:^|\/)package\.json$/.test(file)))
      process.stdout.write(
        'Next: install once more, so that node_modules and the lock file follow package.json.\n',
      );
    return status.nothingToDo;
  },
};
