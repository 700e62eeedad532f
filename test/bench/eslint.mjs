// How much of a lint run is ours, by ESLint's own clock (TIMING).
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from './measure.mjs';

/** Lints a tree with typescript-eslint's recommended rules and ours: the very first run, and a later one. */
export function ourShare(root, tree, cache) {
  rmSync(cache, { recursive: true, force: true });
  return { first: oneRun(root, tree, cache), later: oneRun(root, tree, cache) };
}

/** Our time of all, in hundredths. */
function oneRun(root, tree, cache) {
  const config = join(tree, 'eslint.config.mjs');
  writeFileSync(
    config,
    `import tseslint from ${JSON.stringify(join(root, 'node_modules/typescript-eslint/dist/index.js'))};
import ours from ${JSON.stringify(join(root, 'rules/dist/index.js'))};
export default [
  ...tseslint.configs.recommended,
  { ...ours.configs.recommended, files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'] },
  { linterOptions: { noInlineConfig: true } },
];
`,
  );
  const { wall, run } = once({
    command: [
      process.execPath,
      join(root, 'node_modules/eslint/bin/eslint.js'),
      '.',
      '-f',
      'json',
      '-o',
      join(tree, '.eslint.json'),
    ],
    cwd: tree,
    env: { TIMING: 'all', XDG_CACHE_HOME: cache },
  });
  const rows = [...run.stdout.matchAll(/^(\S+)\s*\|\s*([\d.]+)\s*\|/gm)];
  if (rows.length === 0) throw new Error(`ESLint told no times: ${run.stderr.slice(0, 500)}`);
  const ours = rows.filter(([, rule]) => rule.startsWith('grant-migrate/'));
  const sum = (list) => list.reduce((all, [, , ms]) => all + Number(ms), 0);
  return {
    seconds: wall,
    ours: sum(ours) / 1000,
    share: sum(ours) / 10 / wall,
    ofRules: (100 * sum(ours)) / sum(rows),
  };
}
