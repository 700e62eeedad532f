// `node test/adoption/noise.mjs --repos DIR`: what `check` says of popular repositories that request no token by password.
// DIR holds bare git folders OWNER+NAME/repo; packages come from the npm registry. Prints the table of README.md, and each
// finding, which is to be read beside its source.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeTree } from '../corpus/trees.mjs';

const { values: options } = parseArgs({
  options: {
    repos: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'grant-migrate-noise') },
  },
});
if (!options.repos) {
  console.error('Usage: node test/adoption/noise.mjs --repos DIR [--work DIR]');
  process.exit(2);
}

const bin = fileURLToPath(new URL('../../packages/cli/bin/grant-migrate.js', import.meta.url));
const groups = JSON.parse(readFileSync(new URL('noise.json', import.meta.url), 'utf8'));
mkdirSync(options.work, { recursive: true });

for (const [group, trees] of Object.entries(groups)) {
  console.log(`\n| ${group} | commit | files seen | files read | recommended | strict |`);
  console.log('| --- | --- | --: | --: | --: | --: |');
  const found = [];
  for (const { repo, commit = '' } of trees) {
    const source = commit === '' ? 'npm' : 'git';
    const folder = await writeTree({ key: `${repo}@${commit}`, repo, commit, source }, options);
    if (folder === null) throw new Error(`${repo} cannot be had`);
    // A work tree of its own, so that the root is this folder and not one around it.
    execFileSync('git', ['init', '--quiet', folder]);
    const recommended = check(folder, 'recommended');
    const strict = check(folder, 'strict');
    const { filesSeen, filesParsed, findings } = recommended.summary;
    const cells = [repo, commit.slice(0, 10), filesSeen, filesParsed, findings, strict.summary.findings];
    console.log(`| ${cells.join(' | ')} |`);
    for (const one of strict.findings)
      found.push(`${repo} ${one.file}:${one.start.line} ${one.ruleId} ${one.severity}`);
  }
  if (found.length > 0) console.log(`\n${found.join('\n')}`);
}

function check(folder, preset) {
  const args = [bin, 'check', '--format', 'json', '--preset', preset];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}
