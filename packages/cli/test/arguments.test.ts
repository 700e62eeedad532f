import { expect, test } from '@jest/globals';
import { run } from './support/command.js';
import { login, plainPlace } from './support/place.js';

const place = plainPlace({ 'src/a.ts': 'export {};\n' });

test.each([
  [['--formt', 'json'], 'Unknown option --formt. Did you mean --format?'],
  [['--format', 'jsn'], '--format cannot be "jsn". Did you mean json?'],
  [['--output'], '--output needs a value.'],
  [['chekc'], 'There is no command and no path "chekc". Did you mean check?'],
  [['migrate', '--to', 'pkcee'], '--to cannot be "pkcee". Did you mean pkce?'],
  [['migrate', '--wirte'], 'Unknown option --wirte. Did you mean --write?'],
  [['check', '--write'], 'Unknown option --write.'],
  [['--staged', '--since', 'main'], '--staged and --since do not go together.'],
  [['nowhere'], 'There is no file or directory "nowhere".'],
  [['src/*.vue'], 'No file matches "src/*.vue".'],
  [['explain', 'no-pasword-grant'], 'There is no rule and no reason "no-pasword-grant".'],
  [['apply'], 'apply needs <plan>.'],
  [['migrate', '--interactive'], '--interactive needs a terminal.'],
])('%j: one line that says what is wrong, status 2', (args, message) => {
  const ran = run(place, args);
  expect(ran.stderr).toContain(message);
  expect(ran.stderr).not.toContain('defect');
  expect(ran.stdout).toBe('');
  expect(ran.status).toBe(2);
});

test('a directory without source files could not be checked', () => {
  const ran = run(plainPlace({ 'README.md': '# Nothing\n' }), []);
  expect(ran.stderr).toContain('No source files here.');
  expect(ran.status).toBe(2);
});

test('help and version are printed by any command, also by one whose arguments are missing', () => {
  expect(run(place, ['--help']).stdout).toContain('Put it right');
  expect(run(place, ['apply', '--help']).stdout).toContain('grant-migrate apply <plan.json>');
  expect(run(place, ['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('every option has a line in its help page', async () => {
  const { commands } = (await import('../dist/commands/all.js')) as {
    commands: Record<string, { load(): Promise<{ options: object }> }>;
  };
  const { helpPages } = (await import('../dist/help.js')) as { helpPages: Record<string, string> };
  for (const [name, { load }] of Object.entries(commands)) {
    const { options } = await load();
    const page = helpPages[name];
    expect(page).toContain('grant-migrate');
    for (const option of Object.keys(options))
      expect(page).toContain(option === 'cache' ? '--no-cache' : `--${option}`);
  }
});

test('paths may be files, directories and globs, and findings elsewhere are left out', () => {
  const many = plainPlace({ 'a/one.ts': login, 'a/two.ts': login, 'b/three.ts': login, '-c.ts': login });
  const filesOf = (...args: string[]) =>
    (
      JSON.parse(run(many, ['--format', 'json', ...args]).stdout) as { findings: { file: string }[] }
    ).findings.map(({ file }) => file);
  expect(filesOf()).toEqual(['-c.ts', 'a/one.ts', 'a/two.ts', 'b/three.ts']);
  expect(filesOf('b', '--', '-c.ts')).toEqual(['-c.ts', 'b/three.ts']);
  expect(filesOf('a')).toEqual(['a/one.ts', 'a/two.ts']);
  expect(filesOf('a/one.ts', 'b')).toEqual(['a/one.ts', 'b/three.ts']);
  expect(filesOf('**/t*.ts')).toEqual(['a/two.ts', 'b/three.ts']);
});

test('the shell can ask for completions', () => {
  expect(run(place, ['completion']).stdout).toContain('begin-grant-migrate-completions');
  expect(run(place, ['completion']).status).toBe(0);
  const asked = run(place, ['--get-yargs-completions', 'grant-migrate', 'migrate', '--to', '']);
  expect(asked.stdout.split('\n')).toContain('cached-client');
});
