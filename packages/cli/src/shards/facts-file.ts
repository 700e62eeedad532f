/** What one shard leaves for `merge`: plain data, nothing of which is a secret that the source does not hold. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AnalysisPart, Settings, SkippedFile } from '@grant-migrate/analysis';
import writeFileAtomic from 'write-file-atomic';
import { CannotRun, whyNot } from '../errors.js';
import { version } from '../version.js';
import { writeOrSayWhy } from '../write-or-say-why.js';
import type { Scope } from '../workspace/scope.js';
import type { Shard } from './shard.js';

export interface ShardFacts {
  shard: Shard;
  /** What must be equal in all shards of a run. */
  run: { tool: string; files: string; settings: Settings; scope: Scope };
  part: AnalysisPart;
  /** Files that could not be given to the analysis, and listed files that were not there. */
  skipped: SkippedFile[];
  gone: string[];
}

/** Tells one list of files from another. */
export function digestOf(files: readonly string[]): string {
  return createHash('sha256').update(files.join('\0')).digest('hex').slice(0, 16);
}

export function writeFacts(path: string, facts: ShardFacts): void {
  const text = `${JSON.stringify({ version: 1, ...facts })}\n`;
  writeOrSayWhy('the facts', path, () => writeFileAtomic.sync(path, text));
}

function readFacts(path: string): ShardFacts {
  let value: (Partial<ShardFacts> & { version?: unknown }) | null;
  try {
    value = JSON.parse(readFileSync(path, 'utf8')) as typeof value;
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : whyNot(error);
    throw new CannotRun(`Cannot read the facts ${path}: ${why}.`);
  }
  if (value?.version !== 1 || !value.shard || !value.run || !value.part)
    throw new CannotRun(
      `${path} does not hold the facts of a shard.`,
      'grant-migrate check --shard I/N --out FILE writes them.',
    );
  return value as ShardFacts;
}

/** Reads the facts of all shards of one run, in the order of the shards, and refuses anything less or else. */
export function readAllFacts(paths: readonly string[]): [ShardFacts, ...ShardFacts[]] {
  const shards = paths
    .map((path) => ({ path, ...readFacts(path) }))
    .sort((a, b) => a.shard.index - b.shard.index);
  const [first] = shards;
  if (!first)
    throw new CannotRun('merge needs the facts of every shard.', 'grant-migrate merge facts-*.json');
  const again = 'Run every shard once more, on the same commit and with the same options.';
  for (const one of shards) {
    const other =
      one.shard.of !== first.shard.of
        ? 'another number of shards'
        : one.run.tool !== version()
          ? 'another version of grant-migrate'
          : JSON.stringify(one.run) !== JSON.stringify(first.run)
            ? 'other files or with other options'
            : undefined;
    if (other !== undefined)
      throw new CannotRun(`${one.path} was made of ${other} than ${first.path}.`, again);
  }
  for (let index = 0; index < first.shard.of; index++) {
    const given = shards.filter(({ shard }) => shard.index === index);
    const name = `shard ${index + 1} of ${first.shard.of}`;
    if (given.length === 0)
      throw new CannotRun(`The facts of ${name} are missing.`, 'merge needs all of them.');
    if (given.length > 1)
      throw new CannotRun(
        `${given.map(({ path }) => path).join(' and ')} are both ${name}.`,
        'Give each once.',
      );
  }
  return shards as unknown as [ShardFacts, ...ShardFacts[]];
}
