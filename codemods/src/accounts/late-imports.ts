/** Modules that are imported while the program runs: who uses what of them is not followed. */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import { moduleName } from '../cached-client/helper.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { functionOf, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';

const LATE = /\bimport\(|\brequire\(/;

/** `await import('./token.js')`, `require('./token')` within a function, of the file that `context` is seen from. */
export function isImportedLate(context: SiteContext): boolean {
  const { file: own } = context.parsed;
  return context
    .filesElsewhere([moduleName(own)], LATE)
    .filter(({ file }) => !isTestFile(file))
    .some((file) => importsLate(file, (module) => context.moduleOf(file.file, module)?.file === own));
}

function importsLate(parsed: ParsedFile, isOwn: (module: string) => boolean): boolean {
  let found = false;
  walk(parsed.tree, (node) => {
    if (found || !ts.isCallExpression(node)) return !found;
    const [module] = node.arguments;
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const isLate =
      isImport || (node.expression.getText() === 'require' && !ts.isSourceFile(functionOf(node)));
    found = isLate && module !== undefined && ts.isStringLiteralLike(module) && isOwn(module.text);
    return !found;
  });
  return found;
}
