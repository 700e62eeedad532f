import { resolve } from 'node:path';
import { settingsOf, withProgress, type Preset } from '../analyze.js';
import type { Context } from '../commands/command.js';
import { status, type Status } from '../exit-status.js';
import { count } from '../reporters/words.js';
import { version } from '../version.js';
import { openWorkspace } from '../workspace/workspace.js';
import { digestOf, writeFacts } from './facts-file.js';
import { readShard } from './shard.js';

interface ShardArguments {
  paths?: string[];
  preset?: Preset;
  cache: boolean;
}

/** Does one share of a check and leaves it for `merge`, which judges the whole: whatever is found, a shard has succeeded. */
export async function runShard(
  text: string,
  out: string,
  { paths = [], preset, cache }: ShardArguments,
  { cwd, engine }: Context,
): Promise<Status> {
  const shard = readShard(text);
  const workspace = await openWorkspace(paths, cwd, { cache });
  const { project, asked: scope } = workspace;
  const settings = settingsOf(workspace.config, preset);
  const { analyzePart } = await engine.parts();
  const part = withProgress(settings, (options) => analyzePart(project, options, shard));
  workspace.remember();
  writeFacts(resolve(cwd, out), {
    shard,
    run: { tool: version(), files: digestOf(project.files), settings, scope },
    part,
    skipped: workspace.skipped(),
    gone: [...workspace.gone()],
  });
  const requests = part.files.reduce((sum, file) => sum + file.requests.length, 0);
  process.stdout.write(`Shard ${text}: ${count(requests, 'token request')}, facts in ${out}\n`);
  return status.nothingToDo;
}
