// What a run leaves for the next one, on disk: that it is used, and that it is never believed when it should not be.
import { execFile } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzeProject } from '../../src/analyze.js';
import { cacheFile } from '../../src/disk/cache-file.js';
import { watch } from '../../src/disk/known-analysis.js';
import { openCache } from '../../src/disk/project-cache.js';
import { lastingStampOf } from '../../src/disk/stamp.js';
import { asUtf8 } from '../../src/disk/read.js';
import { createTextSearch, textsOf } from '../../src/disk/text-search.js';
import { place } from './place.js';

const login = (name: string) => `import axios from 'axios';
export const ${name} = () => axios.post('https://acme.okta.com/oauth2/v1/token',
  { grant_type: 'password', username: process.env.U, password: process.env.P });
`;
const loop = (name: string) => `import { ${name} } from './a.js';
export const all = async (list) => { for (const one of list) await ${name}(one); };
`;

/** A run over texts in memory: what stands in for a text is its identity, as a stamp or git's name would be. */
function runner(folder: string, build = 'one') {
  return (texts: Record<string, string>, identities: Record<string, string | undefined> = texts) => {
    const reads: string[] = [];
    const files = Object.keys(texts)
      .filter((file) => !file.endsWith('.json'))
      .sort();
    const identityOf = (file: string) => (Object.hasOwn(texts, file) ? identities[file] : null);
    const cache = openCache({
      root: folder,
      size: files.length,
      source: 'disk',
      identityOf: (file) => identityOf(file) ?? undefined,
      build,
    })!;
    const load = (file: string) => {
      if (!Object.hasOwn(texts, file)) return { kind: 'gone' as const };
      reads.push(file);
      return asUtf8(Buffer.from(texts[file]!));
    };
    const search = createTextSearch(load, { known: cache.texts });
    const known = cache.analysis({ preset: 'strict' }, { identityOf, bytesOf: search.bytesOf });
    const recalled = known.recall(files);
    if (recalled) return { result: recalled, reads, recalled: true };
    const { project, seen } = watch({
      root: folder,
      files,
      read: textsOf(search),
      search: search.over(files),
      stored: cache.facts,
    });
    const result = analyzeProject(project, { preset: 'strict' });
    cache.save(files);
    known.keep(files, result, seen);
    return { result, reads, recalled: false };
  };
}

const withModules = () => place({ 'node_modules/.keep': '' }, { git: false }).directory;

test('the second run opens only what matters, and says the same', () => {
  const run = runner(withModules());
  const texts = { 'a.js': login('getToken'), 'b.js': loop('getToken'), 'c.js': 'export const quiet = 1;\n' };
  const first = run(texts);
  const second = run(texts);
  expect(first.result.findings.length).toBeGreaterThan(0);
  expect(second.result).toEqual(first.result);
  expect(first.reads).toContain('c.js');
  expect(second.reads).toEqual([]);
});

describe('an analysis is taken over from an earlier run', () => {
  const base = {
    'a.js': login('getToken'),
    'b.js': loop('getToken'),
    'c.js': '//\n',
    'd.js': 'getToken();\n',
    'e.js': 'this.isNo = syntax(\n',
  };
  function again(change: Record<string, string>, remove: string[] = []) {
    const folder = withModules();
    runner(folder)(base);
    const texts: Record<string, string> = { ...base, ...change };
    for (const file of remove) delete texts[file];
    const run = runner(folder)(texts);
    expect(run.result).toEqual(runner(withModules())(texts).result);
    return run;
  }

  test.each<[string, Record<string, string>]>([
    ['nothing changed', {}],
    ['a file changed that holds no word of it', { 'c.js': '// other\n' }],
  ])('when %s', (_name, change) => {
    const run = again(change);
    expect(run.recalled).toBe(true);
    expect(run.reads).toEqual(Object.keys(change));
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['a file with a request changed', { 'a.js': login('other') }, []],
    ['a caller changed', { 'b.js': '//\n' }, []],
    ['a file came to hold a word that was searched for', { 'c.js': loop('getToken') }, []],
    ['a file holds such a word no longer', { 'd.js': '//\n' }, []],
    ['a file came to hold a request', { 'c.js': login('third') }, []],
    ['a file came', { 'f.js': '//\n' }, []],
    ['a file went', {}, ['c.js']],
    ['a manifest came that was looked for', { 'package.json': '{"name":"openid-client"}' }, []],
  ])('but not when %s', (_name, change, remove) => {
    expect(again(change, remove).recalled).toBe(false);
  });
});

test('runs with a cache say what runs without one say, whatever changes between them', () => {
  const text = fc.constantFrom(
    login('getToken'),
    loop('getToken'),
    loop('other'),
    login('other'),
    '//\n',
    'getToken();\n',
  );
  const names = fc.constantFrom('a.js', 'b.js', 'c.js', 'd.js', 'e.test.js', 'package.json');
  const tree = fc.dictionary(names, text);
  fc.assert(
    fc.property(fc.array(tree, { minLength: 2, maxLength: 4 }), fc.boolean(), (trees, withIdentities) => {
      const folder = withModules();
      for (const texts of trees) {
        const cached = runner(folder)(texts, withIdentities ? texts : {});
        expect(cached.result).toEqual(runner(withModules())(texts).result);
      }
    }),
    { numRuns: 25 },
  );
});

test('another build reads nothing of it', () => {
  const folder = withModules();
  const texts = { 'a.js': login('getToken'), 'c.js': '//\n' };
  runner(folder, 'one')(texts);
  expect(runner(folder, 'two')(texts).reads).toContain('c.js');
});

test('a file whose identity cannot be told is read each time', () => {
  const run = runner(withModules());
  run({ 'c.js': '//\n' }, {});
  expect(run({ 'c.js': '//\n' }, {}).reads).toEqual(['c.js']);
});

describe('a damaged cache counts as none', () => {
  const folder = withModules();
  const texts = { 'a.js': login('getToken'), 'b.js': loop('getToken'), 'c.js': '//\n' };
  const whole = runner(folder)(texts).result;
  const cache = `${folder}/node_modules/.cache/grant-migrate`;
  const damages: [string, (bytes: Buffer) => Buffer][] = [
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['one bit', (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte)))],
    ['no JSON', (bytes) => Buffer.concat([bytes.subarray(0, bytes.indexOf(10) + 1), Buffer.from('{')])],
    ['other data', () => Buffer.from([0, 255, 10, 123])],
  ];
  test.each(damages)('%s', (_name, damage) => {
    for (const name of readdirSync(cache))
      writeFileSync(`${cache}/${name}`, damage(readFileSync(`${cache}/${name}`)));
    const run = runner(folder);
    expect(run(texts)).toMatchObject({ result: whole, reads: ['a.js', 'b.js', 'c.js'] });
    expect(run(texts).reads).not.toContain('c.js');
  });
});

test('runs that write at once leave one whole cache and nothing beside it', async () => {
  const { directory } = place({}, { git: false });
  const writer = fileURLToPath(new URL('cache-writer.mjs', import.meta.url));
  const dist = fileURLToPath(new URL('../../dist/disk/cache-file.js', import.meta.url));
  const write = (letter: string) =>
    promisify(execFile)(process.execPath, [writer, dist, `${directory}/c/f.json`, letter]);
  await Promise.all(['a', 'b', 'c'].map(write));
  expect(readdirSync(`${directory}/c`)).toEqual(['f.json']);
  const { text } = cacheFile<{ text: string }>(`${directory}/c/f.json`, 'one').read()!;
  expect(['a', 'b', 'c'].map((letter) => letter.repeat(100_000))).toContain(text);
});

test('a folder that cannot be written to is no failure', () => {
  const { directory } = place({ 'node_modules/.cache': 'a file' }, { git: false });
  expect(runner(directory)({ 'a.js': login('x') }).result.findings.length).toBeGreaterThan(0);
});

test('a small project without node_modules leaves nothing in the home folder', () => {
  const { directory } = place({}, { git: false });
  const identityOf = () => 'same';
  expect(openCache({ root: directory, size: 3, source: 'disk', identityOf, build: 'one' })).toBe(undefined);
});

test('a file that changed after the process began, or just before, has no lasting stamp', () => {
  const { directory } = place({ 'a.js': '' }, { git: false });
  const path = `${directory}/a.js`;
  // Its time of writing can be set back; the time of its change cannot.
  utimesSync(path, new Date(0), new Date(0));
  const written = statSync(path).ctimeMs;
  expect(lastingStampOf(path, written - 60_000)).toBe(undefined);
  expect(lastingStampOf(path, written + 1000)).toBe(undefined);
  const lasting = lastingStampOf(path, written + 60_000);
  expect(lasting).toEqual(expect.any(Number));
  appendFileSync(path, 'x');
  expect(lastingStampOf(path, written + 120_000)).not.toBe(lasting);
  expect(lastingStampOf(`${directory}/nowhere`, Date.now())).toBe(undefined);
});
