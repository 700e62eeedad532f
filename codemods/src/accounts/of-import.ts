/** What an imported name stands for: what its module exports, or a setting of a file or package that is not seen. */
import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { moduleName } from '../cached-client/helper.js';
import { writesOf } from '../places/changes.js';
import type { ImportedName } from '../source/import-names.js';
import { withoutParens } from '../source/nodes.js';
import { exportOf } from './exports.js';
import { CONFIGURATION } from './known-calls.js';
import { isOnlyRead, isSetByMethod } from './only-read.js';
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
  const last = found.path.at(-1);
  const key = last?.startsWith('[') ? undefined : last;
  if (
    found.path.length > 0 &&
    isLiteral(found.node) &&
    (isSetByMethod(found.node, key) || !isOnlyRead(reading, parsed, local, key))
  )
    return null;
  const from = { ...startOf(found.parsed, true), depth: at.depth };
  return reading.read(found.node, found.path, from);
}

/** An object that is exported where it is written: no variable of its file holds it. */
function isLiteral(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(withoutParens(node)) || ts.isNewExpression(withoutParens(node));
}

/** A file that is not kept with the source, and packages of configuration, hold settings. */
function ofUnseen({ module, name }: ImportedName, path: Path, { parsed }: At): string | null {
  if (module.startsWith('.')) {
    const file = posix.join(posix.dirname(parsed.file), module).replace(/\.[cm]?[jt]sx?$/, '');
    return `${file}#${name}${within(path)}`;
  }
  return CONFIGURATION.test(module) ? `${module}#${name}${within(path)}` : null;
}
