/** Packages that a sample application has otherwise than this repository: under another name here, or from npm. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Gives packages the names that the application knows them by: two versions of one are installed here. */
export function renamePackages(folder: string, packages: Record<string, string>): void {
  const { own, all } = ownPackages(folder);
  for (const [name, installed] of Object.entries(packages)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    symlinkSync(join(all, installed), join(own, name), 'junction');
  }
}

/**
 * Lets npm install these versions for the application alone, and its manifest ask for them.
 * @throws Error with what npm printed
 */
export function installVersions(folder: string, versions: Record<string, string>): void {
  const { own } = ownPackages(folder);
  const apart = join(dirname(folder), 'install');
  mkdirSync(apart);
  writeFileSync(join(apart, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  const run = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'],
    {
      cwd: apart,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  if (run.status !== 0) throw new Error(`npm could not install ${JSON.stringify(versions)}:\n${run.stderr}`);
  rmSync(own, { recursive: true, force: true });
  renameSync(join(apart, 'node_modules'), own);
  const manifest = join(folder, 'package.json');
  const text = Object.entries(versions).reduce(
    (before, [name, range]) => before.replace(new RegExp(`("${name}"\\s*:\\s*)"[^"]*"`), `$1"${range}"`),
    readFileSync(manifest, 'utf8'),
  );
  writeFileSync(manifest, text);
}

/** Changes every file of a copy that this says something else for. */
export function prepareSources(folder: string, prepare: (file: string, text: string) => string | null): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (!entry.isFile() || /^(node_modules|\.git)\//.test(file)) continue;
    const text = readFileSync(path, 'utf8');
    const changed = prepare(file, text);
    if (changed === null) rmSync(path);
    else if (changed !== text) writeFileSync(path, changed);
  }
}

/** The application's own folder of packages has these alone; all others are found one folder above. */
function ownPackages(folder: string): { own: string; all: string } {
  const own = join(folder, 'node_modules');
  const all = realpathSync(own);
  rmSync(own);
  symlinkSync(all, join(dirname(folder), 'node_modules'), 'junction');
  return { own, all };
}
