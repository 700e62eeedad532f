// What is measured, in which turns.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogTriggers } from '../../packages/analysis/dist/catalog/triggers.js';
import { ourShare } from './eslint.mjs';
import { inTurns } from './measure.mjs';
import { requestSites } from './oauth-service.mjs';
import { rivals } from './rivals.mjs';
import { makeTree, sourcesBelow } from './trees.mjs';

export function bench({ root, into, sizes, rounds, sourcesFrom, tell }) {
  const command = [process.execPath, join(root, 'packages/cli/bin/grant-migrate.js')];
  const env = { XDG_CACHE_HOME: join(into, 'cache') };
  const { commands, versions } = rivals(root, join(into, 'tools'));
  const sources = sourcesBelow(sourcesFrom, catalogTriggers().test);
  const tree = (size, oauth = true) => {
    tell(`tree of ${size} files${oauth ? '' : ' without OAuth'}`);
    return makeTree(into, `${size}${oauth ? '' : '-plain'}`, { size, sources, oauth });
  };

  const bySize = sizes.map((size) => {
    const cwd = tree(size);
    tell(`  measuring ${size}`);
    const check = (...args) => ({ command: [...command, 'check', '--format', 'json', ...args], cwd, env });
    const others = Object.entries(commands).map(([name, words]) => [name, { command: words, cwd }]);
    const turns = {
      'check --no-cache': check('--no-cache'),
      check: check(),
      ...Object.fromEntries(others),
      // What any command of Node costs, whatever it does.
      'node -e 0': { command: [process.execPath, '-e', '0'], cwd },
    };
    const times = inTurns(turns, size > 10_000 ? Math.min(3, rounds) : rounds);
    return { size, times, summary: JSON.parse(times.check.stdout).summary };
  });

  const middle = sizes.includes(6000) ? 6000 : sizes[0];
  return {
    versions,
    bySize,
    staged: { size: middle, times: staged(tree(middle), command, env, rounds) },
    eslint: {
      without: ourShare(root, tree(1000, false), join(into, 'eslint-cache')),
      with: ourShare(root, tree(1000), join(into, 'eslint-cache')),
    },
    codemods: codemods(join(into, 'sites'), command, rounds),
  };
}

/** Ten changed files without a trigger word, in the hook that most runs are: warm, as after the first commit. */
function staged(cwd, command, env, rounds) {
  const git = (...args) => execFileSync('git', ['-C', cwd, ...args], { encoding: 'utf8' });
  const changed = git('ls-files', 'packages/package-1').trim().split('\n').slice(0, 10);
  const run = { command: [...command, 'check', '--staged'], cwd, env };
  let turn = 0;
  const stage = () => {
    for (const file of changed) appendFileSync(join(cwd, file), `// ${turn++}\n`);
    git('add', '--', ...changed);
  };
  const times = inTurns(
    { 'node -e 0': { command: [process.execPath, '-e', '0'], cwd }, staged: { ...run, before: stage } },
    rounds,
  );
  git('reset', '-q', '--hard');
  return times;
}

/** 500 requests in 100 files. */
function codemods(cwd, command, rounds) {
  rmSync(cwd, { recursive: true, force: true });
  const files = { 'package.json': '{ "name": "sites", "type": "module" }\n', ...requestSites(100, 500) };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  const migrate = { command: [...command, 'migrate', '--to', 'cached-client', '--format', 'json'], cwd };
  const check = { command: [...command, 'check', '--no-cache', '--format', 'json'], cwd };
  const times = inTurns({ migrate, check }, Math.min(3, rounds));
  const { sites } = JSON.parse(times.migrate.stdout);
  return { times, migrated: sites.filter(({ status }) => status === 'migrated').length };
}
