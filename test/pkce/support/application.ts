/** A sample application on its way: copied, migrated by the built command, started. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { request, type IncomingHttpHeaders } from 'node:http';
import { renameSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { copyApp, root } from '../../apps/copy.mjs';
import { runCommand } from '../../apps/run.mjs';
import { installVersions, prepareSources, renamePackages } from './install.js';
import type { Sample } from './samples.js';

export interface Migrated {
  folder: string;
  /** What `migrate --format json` printed. */
  report: {
    sites: { status: string; reason: string | null }[];
    created: { file: string }[];
    verification: object;
  };
  remove(): void;
}

/** @param application how it differs from the sample that lies there */
export async function migrated(
  sample: string,
  {
    framework,
    packages,
    versions,
    prepare,
    rename,
  }: Pick<Sample, 'framework' | 'packages' | 'versions' | 'prepare' | 'rename'> = {},
): Promise<Migrated> {
  const copy = copyApp(sample, 'pkce');
  try {
    if (packages) renamePackages(copy.folder, packages);
    if (versions) installVersions(copy.folder, versions);
    if (prepare) prepareSources(copy.folder, prepare);
    for (const [from, to] of Object.entries(rename ?? {}))
      renameSync(join(copy.folder, from), join(copy.folder, to));
    const named = framework === undefined ? [] : ['--framework', framework];
    const changed = versions || prepare ? ['--allow-dirty'] : [];
    const run = await runCommand(
      ['migrate', '--to', 'pkce', ...named, ...changed, '--write', '--format', 'json'],
      copy.folder,
    );
    if (!run.stdout.startsWith('{'))
      throw new Error(
        `grant-migrate migrate ended with ${run.status} and no JSON:\n${run.stdout}${run.stderr}`,
      );
    return { ...copy, report: JSON.parse(run.stdout) };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

export interface Running {
  origin: string;
  /** Everything that it printed. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts a command and waits until something answers on `port`.
 * @param command its first word is `node` for this very Node
 */
export async function start(
  folder: string,
  [name, ...args]: readonly string[],
  env: Record<string, string>,
  port: number,
): Promise<Running> {
  const child = spawn(name === 'node' ? process.execPath : name!, args, {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const origin = `http://localhost:${port}`;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`The application ended with ${child.exitCode}:\n${output}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return { origin, output: () => output, stop: () => stop(child) };
}

/** Compiles it, by the TypeScript that is installed here. */
export function compile(folder: string): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc], { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`The application does not build:\n${run.stdout}${run.stderr}`);
}

/** Builds it, where it has to be. */
export function build(folder: string, [name, ...args]: readonly string[]): void {
  const run = spawnSync(name === 'node' ? process.execPath : name!, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (run.status !== 0) throw new Error(`The application does not build:\n${run.stdout}${run.stderr}`);
}

/** A port that is free now; redirect URIs must be known before the application listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request by hand: redirects are not followed, and any header may be forged. */
export function ask(
  url: string | URL,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    outgoing.on('error', reject).end();
  });
}

async function answers(port: number): Promise<boolean> {
  return ask(`http://localhost:${port}/`).then(
    () => true,
    () => false,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill();
  await ended;
}
