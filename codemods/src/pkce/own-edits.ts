/** The edits of one file that a rewrite needs: its own, the imports, and what nothing in the file uses any more. */
import type { SiteRewrite } from '../cached-client/rewrite.js';
import { addImports } from '../imports/add-imports.js';
import { leftovers } from '../imports/leftovers.js';
import type { Edit } from '../plan.js';
import type { LocalNames } from '../source/import-names.js';
import { takeBlankLines } from '../source/lines.js';
import { moduleStyleOf } from '../source/module-style.js';
import type { ParsedFile } from '../source/parsed-file.js';
import type { Style } from '../source/style.js';
import type { Application } from './application.js';

export interface OwnFile {
  application: Application;
  parsed: ParsedFile;
  style: Style;
  names: LocalNames;
}

export function ownEdits(
  { application, parsed, style, names }: OwnFile,
  rewrite: Pick<SiteRewrite, 'edits' | 'kept' | 'imports'>,
): Edit[] {
  const needed = names.needed.filter(({ module, name }) =>
    rewrite.imports.some((wanted) => wanted.module === module && wanted.name === name),
  );
  const deletions = leftovers(parsed, rewrite.edits, rewrite.kept);
  const modules = moduleStyleOf(parsed, application.manifest.type);
  const edits = [...rewrite.edits, ...addImports(parsed, deletions, needed, modules, style)];
  return takeBlankLines(parsed.text, edits).map((edit) => ({ ...edit, file: parsed.file }));
}
