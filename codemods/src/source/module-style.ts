import { ts } from 'ts-morph';
import type { ParsedFile } from './parsed-file.js';
import { importedNames } from './import-names.js';

export type ModuleStyle = 'esm' | 'commonjs' | 'import-equals';

/** How the file gets other modules; `packageType` of the nearest manifest decides when the file itself does not tell. */
export function moduleStyleOf(parsed: ParsedFile, packageType: string | undefined): ModuleStyle {
  const { statements } = parsed.tree;
  if (/\.(mjs|mts|vue|svelte|astro)$/i.test(parsed.file)) return 'esm';
  if (/\.cjs$/i.test(parsed.file)) return 'commonjs';
  if (statements.some((statement) => ts.isImportDeclaration(statement))) return 'esm';
  if (statements.some((statement) => ts.isImportEqualsDeclaration(statement))) return 'import-equals';
  if (importedNames(parsed).length > 0) return 'commonjs';
  if (statements.some(isExport)) return 'esm';
  if (/\b(module\.exports|exports\.\w+)\s*=/.test(parsed.text) || /\brequire\(/.test(parsed.text))
    return 'commonjs';
  if (/\.(ts|tsx|mts|cts)$/i.test(parsed.file)) return 'esm';
  return packageType === 'module' ? 'esm' : 'commonjs';
}

/** A script of a page: it has nothing of modules, and what a page has. It cannot import anything. */
export function isPageScript(parsed: ParsedFile): boolean {
  if (!/\.jsx?$/i.test(parsed.file)) return false;
  const { statements } = parsed.tree;
  const isModule =
    statements.some((statement) => ts.isImportDeclaration(statement) || isExport(statement)) ||
    /\b(module\.exports|exports\.\w+)\b|\b(require|import)\(/.test(parsed.text);
  return (
    !isModule && /\b(document|window|localStorage|sessionStorage)\s*\.|\$\(|\bangular\./.test(parsed.text)
  );
}

function isExport(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
