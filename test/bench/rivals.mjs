// What we are measured beside. Nothing is fetched but npm packages that carry their binary.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const version = (program, args = ['--version']) => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split('\n')[0] : undefined;
};

/** Path of ast-grep, installed into `folder` if need be; undefined where npm has none for this machine. */
function astGrep(folder) {
  const libc = process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : '';
  const name = `@ast-grep/cli-${process.platform}-${process.arch}${libc}`;
  const path = join(folder, 'node_modules', name, `ast-grep${process.platform === 'win32' ? '.exe' : ''}`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    spawnSync('npm', ['i', '--no-audit', '--no-fund', name], { cwd: folder, stdio: 'ignore' });
  }
  return existsSync(path) ? path : undefined;
}

/** Commands by name, and the versions of all. */
export function rivals(root, folder) {
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const grep = astGrep(folder);
  const commands = {
    ...(version('rg') && { rg: ['rg', '-c', '-i', 'grant[-_ ]?types?', '.'] }),
    ...(grep && { 'ast-grep': [grep, 'run', '-p', '$A.post($$$B)', '-l', 'js'] }),
    oxlint: [oxlint],
  };
  const versions = {
    node: process.version,
    git: version('git'),
    rg: version('rg') ?? 'not on the path: left out',
    'ast-grep': grep ? version(grep) : 'not to be had from npm here: left out',
    oxlint: version(oxlint),
  };
  return { commands, versions };
}
