import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { run } from './support/command.js';
import { login, plainPlace } from './support/place.js';

const place = plainPlace({
  'package.json': '{"name":"app"}\n',
  'src/a,b:c.ts': `for (const order of orders) {\n\tawait sync(order);\n\t${login}}\n`,
  'latin.ts': Buffer.from('// caf\xe9', 'latin1'),
});

const report = (format: string, ...args: string[]) => run(place, ['--format', format, ...args]).stdout;

test('pretty shows the message wrapped, the code, the path, the count and the next command', () => {
  expect(report('pretty').replace(/\d+\.\d s/, '0.0 s')).toBe(
    `src/a,b:c.ts
  3:26  error    Password grant: MUST NOT be used (RFC 9700 section 2.4). A machine signs in here, with
                 credentials from process.env: client credentials serve it.                  no-password-grant
                 3 │ const res = await axios.post(url, { grant_type: 'password', username, password });
                   │                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                 src/a,b:c.ts:1    for (const order of orders)
                 └ src/a,b:c.ts:3    getToken

left out     latin.ts is not UTF-8

1 error in 1 file · 2 files seen, 1 read, 0.0 s
Next: grant-migrate migrate --to cached-client   shows the rewrite and writes nothing
`,
  );
});

test('pretty is coloured only where that is wanted', () => {
  expect(run(place, [], { FORCE_COLOR: '1' }).stdout).toContain('\u001b[31m');
  expect(run(place, [], { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001b');
  expect(run(place, [], { CI: 'true' }).stdout).not.toContain('\u001b');
});

test('--output writes the report to a file and prints nothing', () => {
  const ran = run(place, ['--output', 'report.txt'], { FORCE_COLOR: '1' });
  expect(ran.stdout).toBe('');
  expect(ran.status).toBe(1);
  const text = readFileSync(`${place.directory}/report.txt`, 'utf8');
  expect(text).toContain('1 error in 1 file');
  expect(text).not.toContain('\u001b');
  expect(run(place, ['--output', 'no/such/folder/x']).stderr).toContain('Cannot write the report');
});

test('sarif has the path as a code flow, the rewrite as a fix, and names what was not checked', () => {
  const { runs } = JSON.parse(report('sarif')) as { runs: Record<string, unknown>[] };
  expect(runs[0]).toMatchObject({
    tool: { driver: { name: 'grant-migrate' } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'note' }] }],
    results: [
      {
        ruleId: 'no-password-grant',
        ruleIndex: 0,
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/a%2Cb%3Ac.ts' },
              region: { startLine: 3, startColumn: 26 },
            },
          },
        ],
        codeFlows: [{ threadFlows: [{ locations: [{}, {}] }] }],
        fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: 'getAccessToken()' } }] }] }],
      },
    ],
  });
});

test('github escapes what would end a property', () => {
  expect(report('github')).toMatch(
    /^::error file=src\/a%2Cb%3Ac\.ts,line=3,endLine=3,col=26,endColumn=83,title=Do not .*::Password grant.*%0A/,
  );
});

test('gitlab is a list of code quality entries', () => {
  expect(JSON.parse(report('gitlab'))).toMatchObject([
    {
      check_name: 'no-password-grant',
      severity: 'major',
      location: { path: 'src/a,b:c.ts', lines: { begin: 3 } },
    },
  ]);
});

test('markdown and html hold the finding and escape the code', () => {
  expect(report('markdown')).toContain('| error | `src/a,b:c.ts:3` | `no-password-grant` | Password grant');
  const page = report('html');
  expect(page).toContain('<h2>src/a,b:c.ts</h2>');
  expect(page).toContain('<pre><span class="n">3</span>\tconst res');
  expect(page).not.toContain('<script');
});
