// What ESLint and the command say of a directory, in one form.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '@grant-migrate/analysis';
import { repository } from './place.js';

export interface Said {
  file: string;
  ruleId: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
}

export interface Job {
  directory: string;
  preset?: 'recommended' | 'strict';
  unsaved?: string;
  parser?: string;
}

export interface Host {
  eslint: 'eslint' | 'eslint9' | 'eslint8';
  style: 'flat' | 'flat8' | 'eslintrc';
}

function node(script: string, args: string[], cwd: string, input?: string) {
  const env = { ...process.env, NODE_OPTIONS: '', ESLINT_USE_FLAT_CONFIG: undefined };
  return spawnSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
    env,
  });
}

/** Runs one version of ESLint over the jobs' directories. */
export function lint(host: Host, jobs: Job[]): Said[][] {
  const script = fileURLToPath(new URL('lint.mjs', import.meta.url));
  const ran = node(script, [], repository, JSON.stringify({ ...host, jobs }));
  if (ran.status !== 0) throw new Error(ran.stderr);
  return (JSON.parse(ran.stdout) as Said[][]).map((said) => said.sort(byPlace));
}

/** Runs the command's `check`. Messages are those of the findings, without paths. */
export function check(directory: string, preset = 'recommended'): Said[] {
  const ran = node(
    join(repository, 'packages/cli/bin/grant-migrate.js'),
    ['check', '--format', 'json', '--preset', preset],
    directory,
  );
  if (ran.status !== 0 && ran.status !== 1) throw new Error(ran.stderr);
  const { findings } = JSON.parse(ran.stdout) as { findings: Finding[] };
  return findings
    .map(({ file, ruleId, start, end, message }) => ({
      ...{ file, ruleId: `grant-migrate/${ruleId}`, line: start.line, column: start.column },
      ...{ endLine: end.line, endColumn: end.column, message },
    }))
    .sort(byPlace);
}

const key = ({ file, line, column, ruleId }: Said) =>
  [file, String(line).padStart(6), String(column).padStart(6), ruleId].join(' ');
const byPlace = (a: Said, b: Said) => (key(a) < key(b) ? -1 : 1);

/** Without the call path, which ESLint shows below the message. */
export const withoutPaths = (said: Said[]): Said[] =>
  said.map((one) => ({ ...one, message: one.message.split('\n')[0]! }));
