// `migrate --interactive` in a terminal, with an editor that is a script.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { published, run } from './support/command.js';
import { login, repository, type Place } from './support/place.js';
import { runInTerminal } from './support/terminal.js';

const rewritten = 'const res = await axios.getAccessToken();\n';
const four = () => repository(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.ts`, login])));
const migrated = (place: Place) =>
  ['a', 'b', 'c', 'd'].filter((name) => place.read(`${name}.ts`).toString() !== login).join('');

test.each([
  [['y', 'n', 'y', 'n'], 'ac'],
  [['n', 'a'], 'bcd'],
  [['y', 'q'], 'a'],
])('keys %j migrate %s', async (keys, names) => {
  const place = four();
  const ran = await runInTerminal(place, ['migrate', '--interactive'], keys);
  expect(migrated(place)).toBe(names);
  expect(ran.stdout).toContain(`${names.length} site`);
});

test('Ctrl-C writes nothing, not even what was chosen before', async () => {
  const place = four();
  const ran = await runInTerminal(place, ['migrate', '--interactive'], ['y', '\u0003']);
  expect(ran.stdout).toContain('Broken off. Nothing was written.');
  expect(ran.status).toBe(2);
  expect(migrated(place)).toBe('');
});

/** An editor whose nth call runs the nth of these programs over the `text` of the file. */
function editor(...programs: string[]): Record<string, string> {
  const place = repository({ 'calls.txt': '' });
  const script = join(place.directory, 'editor.mjs');
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    const calls = ${JSON.stringify(join(place.directory, 'calls.txt'))};
    const file = process.argv.at(-1);
    let text = readFileSync(file, 'utf8');
    const turn = readFileSync(calls, 'utf8').length;
    appendFileSync(calls, '.');
    ${programs.map((program, i) => `if (turn === ${i}) { ${program} }`).join('\n')}
    writeFileSync(file, text);`,
  );
  return { VISUAL: `${process.execPath} ${script} --wait`, EDITOR: 'false' };
}

test('edit: what the editor leaves is written, and undo brings back the original', async () => {
  const place = repository({ 'a.ts': `\ufeff${login.replace('\n', '\r\n')}`, 'b.ts': login });
  const before = place.read('a.ts');
  const env = editor("text = text.replace('const res', 'const token');");
  const ran = await runInTerminal(place, ['migrate', '--interactive'], ['e', 'n'], env);
  expect(ran.stdout).toContain('1 site migrated');
  expect(place.read('a.ts').toString()).toBe('\ufeffconst token = await axios.getAccessToken();\r\n');
  expect(place.read('b.ts').toString()).toBe(login);
  run(place, ['undo']);
  expect(place.read('a.ts').equals(before)).toBe(true);
});

test('edit: several sites of one file are put together', async () => {
  const other = login.replace('res', 'other').replace('username', 'user');
  const place = repository({ 'a.ts': `${login}\n\n\n${other}\n\n\n${login.replace('url', 'third')}` });
  const env = editor("text = '// mine\\n' + text;", "text = text.replace('const other', 'const second');");
  await runInTerminal(place, ['migrate', '--interactive'], ['e', 'e', 'y'], env);
  expect(place.read('a.ts').toString()).toBe(
    `// mine\n${rewritten}\n\n\n${rewritten.replace('res', 'second')}\n\n\n${rewritten}`,
  );
});

test('edit: a text that does not parse is opened again, and an editor that fails changes nothing', async () => {
  const place = repository({ 'a.ts': login });
  const env = editor(
    "text += '// syntax error\\n';",
    'process.exit(1);',
    "text = text.replace('syntax error', 'mine');",
  );
  const ran = await runInTerminal(place, ['migrate', '--interactive'], ['e', 'e', 'e'], env);
  expect(ran.stdout).toContain('That does not parse: Unexpected token');
  expect(ran.stdout).toContain('failed, so its text was not taken');
  expect(place.read('a.ts').toString()).toBe(`${rewritten}// mine\n`);
});

test('edit: what does not pass the certificate is left as it was', async () => {
  const helper = `const axios = require('axios');
exports.token = async () => {
  const res = await axios.post(process.env.TOKEN_URL, { grant_type: 'client_credentials', client_secret: process.env.SECRET });
  return res.data.access_token;
};
exports.all = async (orders) => { for (const order of orders) console.log(order, await exports.token()); };
`;
  const place = repository({ 'a.js': helper });
  const env = editor(
    `text = ${JSON.stringify(helper)}.replace('client_secret', 'client_id: "web", client_secret');`,
  );
  const args = ['migrate', '--to', 'cached-client', '--interactive'];
  const ran = await runInTerminal(place, args, ['e'], env, published);
  expect(ran.stdout).toContain('a.js failed its checks and was left as it was');
  expect(ran.status).toBe(1);
  expect(place.git('status', '--porcelain')).toBe('');
});
