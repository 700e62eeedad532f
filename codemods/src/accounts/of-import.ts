/** What an imported name stands for: what its module exports, or a setting of a file or package that is not seen. */
import { posix } from 'node:path';
import { moduleName } from '../cached-client/helper.js';
import { writesOf } from '../places/changes.js';
import type { ImportedName } from '../source/import-names.js';
import { exportOf } from './exports.js';
import { CONFIGURATION } from './known-calls.js';
import { startOf, within, type At, type Path, type Reading } from './reading.js';

export function ofImport(reading: Reading, imported: ImportedName, path: Path, at: At): string | null {
  const { parsed } = at;
  const { module, name, local } = imported;
  const context = reading.context.inFile(parsed);
  const target = context.moduleOf(parsed.file, module);
  // What is exported by value is no other file's to change; of an object the members are.
  const keys = path.map((key) => (key.startsWith('[') ? undefined : key));
  const shared = { module: moduleName(target?.file ?? module), names: [name] };
  const written = writesOf(context, { root: local, shared, path: keys, initial: 'unseen' });
  const isOwn = (file: string): boolean => file === target?.file;
  if (path.length > 0 && written.some(({ parsed: file }) => !isOwn(file.file))) return null;
  if (!target) return ofUnseen(imported, path, at);
  const found = exportOf(context, target, name, path);
  if (!found) return null;
  const from = { ...startOf(found.parsed, true), depth: at.depth };
  return reading.read(found.node, found.path, from);
}

/** A file that is not kept with the source, and packages of configuration, hold settings. */
function ofUnseen({ module, name }: ImportedName, path: Path, { parsed }: At): string | null {
  if (module.startsWith('.')) {
    const file = posix.join(posix.dirname(parsed.file), module).replace(/\.[cm]?[jt]sx?$/, '');
    return `${file}#${name}${within(path)}`;
  }
  return CONFIGURATION.test(module) ? `${module}#${name}${within(path)}` : null;
}
