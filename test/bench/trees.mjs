// Trees to measure on: sources of installed packages, or of a repository, copied until there are enough of them, and among
// them a share of services that request tokens. Each is a git repository with one commit, as a checkout is.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { oauthService } from './oauth-service.mjs';

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const NOT = /\.d\.[cm]?ts$|[.-]min\.js$/;
/** Files a package: small ones, as in a monorepo. */
const PACKAGE = 60;
/** A service of five files in each eighth package: one file in a hundred, as in the larger repositories of the corpus. */
const EVERY = 8;

/** Of these thousands of sources a tree is made; what it needs beyond them comes a second time. */
const DIFFERENT = 12_000;

/**
 * Paths of sources below `directory`, spread over all of it, without those that hold a trigger word: what asks for tokens is
 * put there by us, and the tree without it must hold none.
 */
export function sourcesBelow(directory, isTriggered) {
  const found = [];
  const visit = (path) => {
    for (const name of readdirSync(path).sort()) {
      const child = join(path, name);
      const stats = lstatSync(child);
      if (stats.isDirectory() && name !== '.git' && name !== '.cache') visit(child);
      else if (stats.isFile() && SOURCE.test(name) && !NOT.test(name) && stats.size < 100_000)
        found.push(child);
    }
  };
  visit(directory);
  const step = Math.max(1, found.length / DIFFERENT);
  const spread = Array.from(
    { length: Math.min(DIFFERENT, found.length) },
    (_, at) => found[Math.floor(at * step)],
  );
  return spread.filter((file) => !isTriggered(readFileSync(file, 'utf8')));
}

/** Makes the tree unless it is there; returns its path. */
export function makeTree(into, name, { size, sources, oauth }) {
  const root = join(into, name);
  if (existsSync(join(root, '.git', 'index'))) return root;
  rmSync(root, { recursive: true, force: true });
  let files = 0;
  for (let number = 0; files < size; number++) {
    const folder = join(root, 'packages', `package-${number}`);
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), `{ "name": "@bench/package-${number}", "private": true }\n`);
    const service = oauth && number % EVERY === 0 ? Object.entries(oauthService(number)) : [];
    for (const [file, text] of service) {
      if (files++ < size) writeFileSync(join(folder, 'src', file), text);
    }
    for (let at = service.length; at < PACKAGE && files < size; at++, files++) {
      const source = sources[files % sources.length];
      const parts = source.split('/');
      cpSync(source, join(folder, 'src', `${at}-${parts.at(-1)}`));
    }
  }
  const git = (...args) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args]);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'bench');
  return root;
}
