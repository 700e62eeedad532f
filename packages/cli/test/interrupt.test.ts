import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { run, runUnprivileged, start } from './support/command.js';
import { login, plainPlace, repository, type Place } from './support/place.js';

const files = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) => [`src/f${i}.ts`, `// ${i}\n${login}`]),
);

const rewritten = (place: Place) =>
  Object.keys(files).filter((file) => place.read(file).toString() !== files[file]).length;

/** Starts a migration and sends the signal while it writes; returns the exit status. */
async function stopWhileWriting(place: Place, signal: NodeJS.Signals): Promise<number | null> {
  const child = start(place, ['migrate', '--write']);
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  while (child.exitCode === null && place.read('src/f0.ts').toString() === files['src/f0.ts']) await sleep(2);
  child.kill(signal);
  return ended;
}

test('killed while it writes: every file is whole, the next run refuses, undo brings all back', async () => {
  const place = repository(files);
  await stopWhileWriting(place, 'SIGKILL');
  const half = rewritten(place);
  expect(half).toBeGreaterThan(0);
  for (const file of Object.keys(files))
    expect([files[file], files[file]!.replace(/post\(.*\)/, 'getAccessToken()')]).toContain(
      place.read(file).toString(),
    );
  if (half < Object.keys(files).length) {
    const next = run(place, ['migrate', '--write', '--allow-dirty']);
    expect(next.stderr).toContain('An earlier run was stopped while it wrote files.');
    expect(next.status).toBe(2);
  }
  expect(run(place, ['undo']).status).toBe(0);
  expect(rewritten(place)).toBe(0);
});

test('Ctrl-C while it writes puts everything back, or came too late and everything is written', async () => {
  const place = repository(files);
  const status = await stopWhileWriting(place, 'SIGINT');
  if (status === 130) {
    expect(rewritten(place)).toBe(0);
    expect(existsSync(join(place.directory, '.grant-migrate'))).toBe(false);
  } else expect(rewritten(place)).toBe(Object.keys(files).length);
  expect(place.git('status', '--porcelain').includes('.tmp')).toBe(false);
});

test('a reader that closes the pipe early is no error', async () => {
  const place = repository(files);
  const child = start(place, ['check']);
  let complaint = '';
  child.stderr!.on('data', (data: Buffer) => (complaint += data.toString()));
  child.stdout!.once('data', () => child.stdout!.destroy());
  await new Promise((resolve) => child.on('close', resolve));
  expect(complaint).toBe('');
});

// Where this clone lies in a place that only root may enter, nobody else can run the command at all.
const unprivileged = runUnprivileged(plainPlace(), ['--version']).status === 0 ? test : test.skip;

unprivileged('a file that cannot be written: it is named, nothing is changed, status 2', () => {
  const place = plainPlace({ 'a.ts': login, 'b.ts': login });
  chmodSync(place.directory, 0o777);
  chmodSync(join(place.directory, 'a.ts'), 0o666);
  chmodSync(join(place.directory, 'b.ts'), 0o444);
  const ran = runUnprivileged(place, ['migrate', '--write']);
  expect(ran.stderr).toContain('Cannot write b.ts: permission denied. Nothing was changed.');
  expect(ran.status).toBe(2);
  expect(place.read('a.ts').toString()).toBe(login);
});

unprivileged('a file that may not be read: it is named, and the run ends with status 2', () => {
  const place = plainPlace({ 'a.ts': login, 'b.ts': login });
  chmodSync(place.directory, 0o755);
  chmodSync(join(place.directory, 'b.ts'), 0o000);
  const ran = runUnprivileged(place, ['check']);
  expect(ran.stdout).toContain('not checked  b.ts could not be read: permission denied');
  expect(ran.stdout).toContain('1 error in 1 file');
  expect(ran.status).toBe(2);
});

test('no place for the undo journal: nothing is written', () => {
  const place = repository({ 'a.ts': login, '.grant-migrate': 'in the way' });
  const ran = run(place, ['migrate', '--write']);
  expect(ran.stderr).toContain('Cannot write the undo journal');
  expect(ran.status).toBe(2);
  expect(place.read('a.ts').toString()).toBe(login);
});
