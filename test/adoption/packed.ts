// Our packages as they would be published, and projects that install them from the tarballs.
import { cpSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { must, place, root, type Place } from './place.js';

/** What a user of the command installs, and then everything. */
export const command = ['packages/analysis', 'codemods', 'packages/cli'];
export const everything = [...command, 'packages/token-client', 'rules'];

/**
 * The paths of the tarballs. Packed from a copy, because packing may write beside the sources, and another test may be running
 * those.
 */
export function pack(folders: string[]): string[] {
  const copy = place();
  const kept = (path: string) => !['node_modules', 'src', 'test', 'bench'].includes(basename(path));
  symlinkSync(join(root, 'node_modules'), join(copy.directory, 'node_modules'), 'junction');
  for (const folder of folders) {
    cpSync(join(root, folder), join(copy.directory, folder), { recursive: true, filter: kept });
    const own = join(root, folder, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy.directory, folder, 'node_modules'), 'junction');
  }
  const packed = place();
  for (const folder of folders)
    must(copy, 'npm', 'pack', `./${folder}`, '--silent', '--pack-destination', packed.directory);
  return readdirSync(packed.directory).map((name) => join(packed.directory, name));
}

/** A project with nothing but these packages. */
export function project(packages: string[], files: Record<string, string> = {}): Place {
  const made = place({ 'package.json': '{ "name": "fresh", "private": true }\n', ...files });
  must(made, 'npm', 'i', '--no-audit', '--no-fund', '--prefer-offline', ...packages);
  return made;
}
