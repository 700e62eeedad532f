// Git's index, read by us and by git.
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readGitIndex } from '../../src/disk/git-index.js';
import { place } from './place.js';

const all = () => true;
const names = [
  'a.js',
  'b/c.js',
  'b/c.test.js',
  'b/d/ä ö.js',
  'b/日本.ts',
  `b/${'long'.repeat(40)}.js`,
  'x.json',
];

function repository() {
  const here = place(Object.fromEntries(names.map((name, at) => [name, `// ${at}\n`])));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: here.directory,
      encoding: 'utf8',
      env: { ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  symlinkSync('a.js', `${here.directory}/link.js`);
  git('add', '-A');
  git('commit', '-qm', 'x');
  return { ...here, git };
}

type Repository = ReturnType<typeof repository>;

function byGit({ git }: Repository) {
  const lines = git('ls-files', '-s', '-z').split('\0').slice(0, -1);
  return lines.map((line) => {
    const [, mode, id, file] = /^(\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line)!;
    return { file, id, isFile: mode!.startsWith('100') };
  });
}

describe('the entries are those that git lists', () => {
  test.each<[string, (here: Repository) => void]>([
    ['as it is', () => undefined],
    [
      'in version 4, whose names leave out what the one before has',
      ({ git }) => git('update-index', '--index-version', '4'),
    ],
    [
      'with a file that is only announced',
      ({ git, write }) => (write('new.js', ''), git('add', '-N', 'new.js')),
    ],
    [
      'with a file in conflict',
      (here) => {
        here.git('checkout', '-qb', 'other');
        here.write('a.js', 'other\n');
        here.git('commit', '-qam', 'y');
        here.git('checkout', '-q', '-');
        here.write('a.js', 'this\n');
        here.git('commit', '-qam', 'z');
        expect(() => here.git('merge', '-q', 'other')).toThrow();
      },
    ],
    ['with what git keeps beside them', ({ git }) => git('update-index', '--untracked-cache')],
    ['empty', ({ git }) => git('rm', '-rq', '--cached', '.')],
  ])('%s', (_name, change) => {
    const here = repository();
    change(here);
    expect(readGitIndex(here.directory, all)).toEqual(byGit(here));
  });
});

test('leaves out what does not matter', () => {
  const { directory } = repository();
  expect(readGitIndex(directory, (file) => file.endsWith('.json'))?.map(({ file }) => file)).toEqual([
    'x.json',
  ]);
});

describe('is left to git', () => {
  test.each<[string, (here: Repository) => void]>([
    ['when it is split', ({ git }) => git('update-index', '--split-index')],
    [
      'when folders stand for what is in them',
      ({ git }) => git('sparse-checkout', 'set', '--cone', '--sparse-index', 'nothing'),
    ],
    ['when it is not there', ({ directory }) => rmSync(`${directory}/.git/index`)],
    ['when it is damaged', ({ write }) => write('.git/index', 'DIRC')],
    ['when the work tree is elsewhere', ({ git }) => git('config', 'core.worktree', '/nowhere')],
  ])('%s', (_name, change) => {
    const here = repository();
    change(here);
    expect(readGitIndex(here.directory, all)).toBeUndefined();
  });

  test('when ids have another length', () => {
    const { directory } = place({}, { git: false });
    execFileSync('git', ['init', '-q', '--object-format=sha256'], { cwd: directory });
    expect(readGitIndex(directory, all)).toBeUndefined();
  });
});

describe('the environment may name another', () => {
  afterEach(() => {
    delete process.env['GIT_INDEX_FILE'];
    delete process.env['GIT_DIR'];
  });

  test('index, as in a hook of `git commit -a`', () => {
    const here = repository();
    process.env['GIT_INDEX_FILE'] = '.git/next';
    here.git('read-tree', 'HEAD');
    here.git('rm', '-q', '--cached', 'a.js');
    expect(readGitIndex(here.directory, all)).toEqual(byGit(here));
  });

  test('repository, of which git knows', () => {
    const here = repository();
    process.env['GIT_DIR'] = '.git';
    expect(readGitIndex(here.directory, all)).toBeUndefined();
  });
});
