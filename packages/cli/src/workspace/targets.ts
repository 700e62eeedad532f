import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isWithin } from '@grant-migrate/analysis/disk';
import { CannotRun, whyNot } from '../errors.js';

/** What the paths on the command line stand for: absolute, links resolved. */
export interface Targets {
  directories: string[];
  files: string[];
}

/** Reads path arguments: files, directories or globs from `cwd`. Each must stand for something. */
export async function readTargets(paths: string[], cwd: string): Promise<Targets> {
  const targets: Targets = { directories: [], files: [] };
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const absolute = resolve(cwd, path);
    try {
      const real = realpathSync(absolute);
      (statSync(real).isDirectory() ? targets.directories : targets.files).push(real);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw new CannotRun(`Cannot look at "${path}": ${whyNot(error)}.`);
      const { globSync, isDynamicPattern } = await import('tinyglobby');
      if (!isDynamicPattern(path)) throw new CannotRun(`There is no file or directory "${path}".`);
      const matches = globSync(path, {
        cwd,
        absolute: true,
        ignore: ['**/node_modules/**'],
        followSymbolicLinks: false,
      });
      if (matches.length === 0) throw new CannotRun(`No file matches "${path}".`);
      targets.files.push(...matches);
    }
  }
  return targets;
}

/** The deepest directory that holds all targets. */
export function commonDirectory({ directories, files }: Targets): string {
  const all = [...directories, ...files.map(dirname)];
  let common = all[0]!;
  for (const directory of all) while (!isWithin(directory, common)) common = dirname(common);
  return common;
}
