/** The test that a scaffold brings, run as the project runs its tests. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../apps/copy.mjs';

export interface Run {
  /** Of the process. */
  status: number | null;
  output: string;
}

/** @param command its first word is `node` for this very Node; runners are those that are installed here */
export function runOwnTest(folder: string, [name, ...args]: readonly string[]): Run {
  const installed = args.map((arg) => (arg.startsWith('node_modules/') ? join(root, arg) : arg));
  const { status, stdout, stderr } = spawnSync(name === 'node' ? process.execPath : name!, installed, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined, FORCE_COLOR: '0' },
  });
  return { status, output: stdout + stderr };
}

/** Lets every return address through. @returns what brings the file back */
export function breakAnswers(folder: string): () => void {
  const file = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).find((one) =>
    /(^|[\\/])answer\.[jt]s$/.test(one),
  );
  const path = join(folder, 'src', file!);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/url\.origin !== origin/, 'false'));
  return () => writeFileSync(path, text);
}
