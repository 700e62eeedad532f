// `--format-with` by the real prettier, biome and ESLint, over the real analysis and codemods.
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { lineEdits } from '../dist/migration/with-texts.js';
import { json, runReal } from './support/command.js';
import { repository, type Place } from './support/place.js';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** A style that is nobody's default, as the file's own author writes it and as each tool is configured to. */
const token = `const axios = require("axios")

module.exports.getToken = async function getToken() {
   const res = await axios.post(process.env.TOKEN_URL, new URLSearchParams({ grant_type: "password", username: process.env.SVC_USER, password: process.env.SVC_PASS }))
   return res.data.access_token
}
`;
const sync = `const { getToken } = require('./token');
module.exports.sync = async (orders) => {
    for (const order of orders) { console.log(order, await getToken()) }
};
`;

const tools = {
  prettier: {
    file: '.prettierrc',
    text: '{ "semi": false, "tabWidth": 3, "printWidth": 60 }',
    check: ['prettier/bin/prettier.cjs', '--check', 'token.js'],
  },
  biome: {
    file: 'biome.json',
    text: '{ "formatter": { "indentStyle": "space", "indentWidth": 3, "lineWidth": 60 }, "javascript": { "formatter": { "semicolons": "asNeeded" } } }',
    check: ['@biomejs/biome/bin/biome', 'format', 'token.js'],
  },
  eslint: {
    file: 'eslint.config.mjs',
    text: 'export default [{ files: ["**/*.js"], rules: { semi: [2, "never"], indent: [2, 3], quotes: [2, "double"], "object-property-newline": 2, "prefer-template": 2 } }];',
    check: ['eslint/bin/eslint.js', '--max-warnings', '0', 'token.js'],
  },
};

function service(files: Record<string, string>): Place {
  const place = repository({ '.gitignore': 'node_modules\n', 'token.js': token, 'sync.js': sync, ...files });
  symlinkSync(modules, `${place.directory}/node_modules`);
  return place;
}

const migrate = (place: Place, ...args: string[]) =>
  runReal(place, ['migrate', '--to', 'cached-client', '--format', 'json', ...args]);

test.each(Object.entries(tools))('%s makes of the rewrite what it would leave alone', (name, tool) => {
  const place = service({ [tool.file]: tool.text });
  const ran = migrate(place, '--write', '--format-with', name);
  expect(ran.stderr).toBe('');
  expect(json(ran)).toMatchObject({
    written: true,
    sites: [{ status: 'migrated' }],
    verification: { parses: true, idempotent: true, silent: true },
  });
  const [program, ...args] = tool.check;
  const checked = spawnSync(process.execPath, [`${modules}/${program}`, ...args], {
    cwd: place.directory,
    encoding: 'utf8',
  });
  expect([checked.status, checked.status === 0 ? '' : checked.stdout + checked.stderr]).toEqual([0, '']);
  expect(place.read('token.js').toString()).toContain('getAccessToken({');
  // A file without an edit is left as it is, however it looks.
  expect(place.git('status', '--porcelain')).toBe(' M token.js\n');

  expect(runReal(place, ['undo']).status).toBe(0);
  expect(place.read('token.js').toString()).toBe(token);
});

test('the formatted text is the plan: diff, plan file and apply have it, and without the option nothing has', () => {
  const place = service({ '.prettierrc': tools.prettier.text });
  const plain = json<{ edits: { text: string }[] }>(migrate(place));
  expect(plain.edits.map(({ text }) => text).join('')).toContain('\n      grant: { type: ');
  migrate(place, '--format-with', 'prettier', '--out', 'plan.json');
  expect(runReal(place, ['apply', 'plan.json', '--allow-dirty']).status).toBe(0);
  expect(place.read('token.js').toString()).toContain(`
      grant: {
         type: "password",
         username: process.env.SVC_USER,`);
});

test('files that the tool is told to ignore, and line ends and a byte order mark, stay as found', () => {
  const crlf = `\ufeff${token.replaceAll('\n', '\r\n')}`;
  const place = service({
    '.prettierrc': tools.prettier.text,
    'token.js': crlf,
    'lib/token.js': token,
    'lib/sync.js': sync,
  });
  place.write('.prettierignore', 'lib\n');
  migrate(place, '--write', '--allow-dirty', '--format-with', 'prettier');
  const formatted = place.read('token.js').toString();
  expect(formatted).toMatch(/^\ufeffconst [^\r]*\r\n/);
  expect(formatted.replaceAll('\r\n', '')).not.toContain('\n');
  expect(formatted).toContain('\r\n         type: "password",\r\n');
  expect(place.read('lib/token.js').toString()).toContain('\n      grant: { type: ');
});

test('a tool that is not there or fails stops the run before anything is written', () => {
  const place = service({ '.prettierrc': '{ "tabWidth": ' });
  const broken = migrate(place, '--write', '--format-with', 'prettier');
  expect(broken.stderr).toMatch(/prettier could not format token\.js: .+ Nothing was written\./);
  expect(broken.status).toBe(2);
  const bare = repository({ 'token.js': token, 'sync.js': sync });
  const missing = migrate(bare, '--write', '--format-with', 'biome');
  expect(missing.stderr).toContain('biome is not installed for token.js. Nothing was written.');
  expect(missing.status).toBe(2);
  expect(place.git('status', '--porcelain') + bare.git('status', '--porcelain')).toBe('');
});

test.each([
  ['a\nb\nc\n', 'a\nB\nc\n', [[2, 4, 'B\n']]],
  [
    'a\nb\nc',
    'x\na\nb\n\n',
    [
      [0, 0, 'x\n'],
      [4, 5, '\n'],
    ],
  ],
  ['', 'a', [[0, 0, 'a']]],
])('the edits between two texts are their lines that differ: %j to %j', (before, after, expected) => {
  expect(lineEdits('a', before, after).map(({ start, end, text }) => [start, end, text])).toEqual(expected);
});
