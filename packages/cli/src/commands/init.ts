import { realpathSync } from 'node:fs';
import { detect } from 'package-manager-detector/detect';
import { resolveCommand } from 'package-manager-detector/commands';
import { status } from '../exit-status.js';
import { colorDiff, unifiedDiff } from '../migration/diff.js';
import { ci } from '../setup/ci.js';
import { dependencies } from '../setup/dependencies.js';
import { openDraft } from '../setup/draft.js';
import { eslint } from '../setup/eslint.js';
import { hooks } from '../setup/hooks.js';
import { oxlint } from '../setup/oxlint.js';
import type { StepResult } from '../setup/step.js';
import { viewOf, type View } from '../terminal.js';
import { version } from '../version.js';
import { findRoot } from '../workspace/root.js';
import { writeChanges } from '../workspace/write.js';
import type { Command } from './command.js';

export const init: Command = {
  options: { write: { type: 'boolean', default: false } },
  async run(args, { cwd }) {
    const here = realpathSync(cwd);
    const { directory } = findRoot(here, here);
    const agent = (await detect({ cwd: directory, stopDir: directory }))?.agent ?? 'npm';
    const local = resolveCommand(agent, 'execute-local', ['grant-migrate']);
    const runner = local === null ? 'npx' : [local.command, ...local.args.slice(0, -1)].join(' ');
    const install = resolveCommand(agent, 'install', []);
    const draft = openDraft(directory);
    const surroundings = { draft, runner, version: version() };
    const results = [dependencies, eslint, oxlint, hooks, ci]
      .map((step) => step(surroundings))
      .filter((result) => result !== undefined);
    const changes = draft.changes();
    const view = viewOf(process.stdout);
    if (args['write'] && changes.length > 0) await writeChanges(directory, 'grant-migrate init', changes);
    else if (changes.length > 0) process.stdout.write(`${colorDiff(unifiedDiff(changes), view.colors)}\n`);
    process.stdout.write(`${results.flatMap((result) => resultLines(result, view)).join('\n')}\n\n`);
    const installing = install === null ? 'npm install' : `${install.command} install`;
    process.stdout.write(nextLine(changes.length > 0, Boolean(args['write']), installing, view));
    return status.nothingToDo;
  },
};

function resultLines(result: StepResult, { colors }: View): string[] {
  if (result.kind === 'changed') return [`${colors.green('sets up')}   ${result.what}`];
  if (result.kind === 'there') return [colors.dim(`is there  ${result.what}`)];
  const snippet = result.snippet.split('\n').map((line) => `            ${colors.cyan(line)}`);
  return [`${colors.yellow('by hand')}   ${result.what}; add`, ...snippet];
}

function nextLine(changed: boolean, written: boolean, install: string, { colors }: View): string {
  if (!changed) return 'Nothing to set up that can be done without you.\n';
  const [command, why] = written
    ? [install, 'installs what was added; grant-migrate undo takes all back']
    : ['grant-migrate init --write', 'writes this'];
  return `Next: ${colors.cyan(command)}   ${why}\n`;
}
