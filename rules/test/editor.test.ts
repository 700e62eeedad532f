// An editor keeps one process for days: what changes in one file shows in another.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { place, repository } from './support/place.js';

type Step = { write: string; text: string } | { remove: string } | { lint: string; text?: string };

const login = (how: string) => `export async function getToken() {
  ${how}const res = await fetch('https://login.example.com/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.CLIENT_ID }),
  });
  return ${how ? 'kept = ' : ''}(await res.json()).access_token;
}
`;
const uncached = login('');
const cached = `let kept;\n${login('if (kept) return kept;\n  ')}`;
const sync = `import { getToken } from './token.js';
for (const order of orders) {
  await send(order, await getToken());
}
`;
const files = { 'package.json': '{ "type": "module" }', 'src/token.js': uncached, 'src/sync.js': sync };
const loop = ['3 grant-migrate/no-token-request-in-loop'];
const reuse = ['2 grant-migrate/require-token-reuse'];

describe.each(['eslint', 'eslint9'])('in an editor with %s', (eslint) => {
  function session(steps: Step[], at = place(files)): string[][] {
    const script = fileURLToPath(new URL('support/session.mjs', import.meta.url));
    const input = JSON.stringify({ eslint, directory: at.directory, steps });
    const env = { ...process.env, NODE_OPTIONS: '' };
    const ran = spawnSync(process.execPath, [script], { cwd: repository, encoding: 'utf8', input, env });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return JSON.parse(ran.stdout) as string[][];
  }

  test('a helper that begins to keep its token, and stops', () => {
    const outcome = session([
      { lint: 'src/sync.js' },
      { lint: 'src/token.js' },
      { write: 'src/token.js', text: cached },
      { lint: 'src/sync.js' },
      { lint: 'src/token.js' },
      { write: 'src/token.js', text: uncached },
      { lint: 'src/sync.js' },
    ]);
    expect(outcome).toEqual([loop, reuse, [], [], loop]);
  });

  test('files that come and go', () => {
    const outcome = session([
      { remove: 'src/sync.js' },
      { lint: 'src/token.js' },
      { write: 'src/jobs/sync.js', text: sync.replace('./token', '../token') },
      { lint: 'src/token.js' },
      { lint: 'src/jobs/sync.js' },
      { remove: 'src/jobs/sync.js' },
      { lint: 'src/token.js' },
    ]);
    expect(outcome).toEqual([[], reuse, loop, []]);
  });

  test('text that is not saved is judged at each key, and only for its own file', () => {
    const outcome = session([
      { lint: 'src/sync.js' },
      { lint: 'src/sync.js', text: sync.replace('await send', '// await send') },
      { lint: 'src/sync.js', text: `// one more line\n${sync}` },
      { lint: 'src/token.js', text: cached },
      { lint: 'src/sync.js' },
      { lint: 'src/sync.js', text: 'for (const order of' },
      { lint: 'src/new.js', text: sync },
    ]);
    const moved = ['4 grant-migrate/no-token-request-in-loop'];
    expect(outcome).toEqual([loop, [], moved, [], loop, [expect.stringMatching(/Parsing error/)], loop]);
  });
});
