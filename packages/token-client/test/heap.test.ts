// The strongest form of "no password is stored": what is in the memory of a process once its tokens are there.
import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from './support/temporary-directory.js';

test('a heap snapshot holds the access token, and neither the password nor the client secret', () => {
  const directory = temporaryDirectory();
  try {
    const file = join(directory.path, 'snapshot.heapsnapshot');
    const script = fileURLToPath(new URL('support/heap.mjs', import.meta.url));
    const secrets = Array.from({ length: 4 }, () => randomBytes(12).toString('hex'));
    const [, password, clientSecret, accessToken] = secrets as [string, string, string, string];
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--expose-gc', '--no-deprecation', script, file],
      {
        input: secrets.join(' '),
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const heap = readFileSync(file, 'latin1');
    expect(heap.includes(accessToken)).toBe(true);
    expect(heap.includes(password)).toBe(false);
    expect(heap.includes(clientSecret)).toBe(false);
  } finally {
    directory.remove();
  }
});
