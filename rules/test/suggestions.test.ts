// What an editor offers beside a finding: the rewrite of the command, for a person to take.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { analyzeProject } from '@grant-migrate/analysis';
import { applyEdits, planMigration } from '@grant-migrate/codemods';
import { place } from './support/place.js';

const token = `import axios from 'axios';
export async function getToken() {
  const { data } = await axios.post('https://login.example.com/oauth/token', new URLSearchParams({
    grant_type: 'password',
    username: process.env.USER_NAME,
    password: process.env.PASSWORD,
    client_id: 'orders',
  }));
  return data.access_token;
}
`;
const sync = `import { getToken } from './token.js';
for (const order of orders) await send(order, await getToken());
`;
const files = {
  'package.json': '{ "name": "orders", "type": "module", "dependencies": { "axios": "^1.0.0" } }\n',
  'src/token.js': token,
  'src/sync.js': sync,
  'src/sign-in.js': `import axios from 'axios';
app.post('/login', async (req, res) => {
  const { data } = await axios.post('https://login.example.com/oauth/token', new URLSearchParams({
    grant_type: 'password', username: req.body.username, password: req.body.password,
  }));
  res.json(data);
});
`,
};
const here = place(files);

interface Message {
  ruleId: string;
  fix?: unknown;
  suggestions?: { desc: string; fix: { range: [number, number]; text: string } }[];
}

function lint(
  file: string,
  text: string,
  settings: Record<string, unknown> = {},
  eslint = 'eslint',
): Message[] {
  const script = fileURLToPath(new URL('support/suggest.mjs', import.meta.url));
  const { directory } = here;
  const { stdout, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    input: JSON.stringify({ eslint, directory, lints: [{ file, text, settings }] }),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as Message[][])[0]!;
}

function suggestions(file: string, text: string, settings?: Record<string, unknown>, eslint?: string) {
  return lint(file, text, settings, eslint).map(({ ruleId, suggestions: own = [] }) => ({
    rule: ruleId.replace('grant-migrate/', ''),
    offers: own.map(({ desc }) => desc),
    texts: own.map(({ fix }) => text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])),
  }));
}

/** What the command writes. */
function migrated(file: string): string {
  const all: Record<string, string> = files;
  const project = {
    root: here.directory,
    files: Object.keys(files).filter((name) => name.endsWith('.js')),
    read: (name: string) => all[name] ?? { unreadable: 'it is not there' },
  };
  const plan = planMigration(project, analyzeProject(project, { preset: 'recommended' }), {
    to: 'auto',
    files: [file],
  });
  return applyEdits(
    all[file]!,
    plan.edits.filter((edit) => edit.file === file),
  );
}

const offered =
  'Get the token from the token client, which reuses it until it expires. Then add @grant-migrate/token-client to package.json.';

test.each(['eslint', 'eslint9', 'eslint8'])(
  '%s: both findings offer what the command would write',
  (eslint) => {
    const wanted = migrated('src/token.js');
    expect(wanted).toContain('getAccessToken({');
    expect(suggestions('src/token.js', token, {}, eslint)).toEqual([
      { rule: 'no-password-grant', offers: [offered], texts: [wanted] },
      { rule: 'require-token-reuse', offers: [offered], texts: [wanted] },
    ]);
  },
);

test('nothing is fixed without being asked for', () => {
  for (const message of lint('src/token.js', token)) expect(message.fix).toBeUndefined();
});

test('a loop whose request stands in another file has nothing to offer', () => {
  expect(suggestions('src/sync.js', sync)).toEqual([
    { rule: 'no-token-request-in-loop', offers: [], texts: [] },
  ]);
});

test('a site that is left to a person has nothing to offer', () => {
  expect(suggestions('src/sign-in.js', files['src/sign-in.js'])).toHaveLength(1);
  for (const { offers } of suggestions('src/sign-in.js', files['src/sign-in.js'])) expect(offers).toEqual([]);
});

test('text that is not saved is rewritten as it is', () => {
  const text = `// a line that is not saved yet\n${token}`;
  expect(suggestions('src/token.js', text).map(({ texts }) => texts)).toEqual([
    [`// a line that is not saved yet\n${migrated('src/token.js')}`],
    [`// a line that is not saved yet\n${migrated('src/token.js')}`],
  ]);
});

test('a byte order mark moves nothing', () => {
  const text = `\uFEFF${token}`;
  here.write('src/marked.js', text);
  const { fix } = lint('src/marked.js', text).flatMap((message) => message.suggestions ?? [])[0]!;
  expect(token.slice(0, fix.range[0]) + fix.text + token.slice(fix.range[1])).toBe(migrated('src/token.js'));
});

test('they can be turned off', () => {
  for (const { offers } of suggestions('src/token.js', token, { suggestions: false }))
    expect(offers).toEqual([]);
});
