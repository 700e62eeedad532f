import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

test('rule 10: no timer keeps the process alive once its tokens are there', async () => {
  const script = fileURLToPath(new URL('support/exits.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-deprecation', script]);
  expect(JSON.parse(stdout)).toEqual([]);
});
