import { ts } from 'ts-morph';
import type { Project } from '@grant-migrate/analysis';
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

/** What only a page has, and what only a program has. */
const OF_A_PAGE = /\b(document|window|localStorage|sessionStorage)\s*\./;
const OF_A_PROGRAM = /\b(process|Buffer|Deno|Bun|require)\b|import\.meta\.(env|dirname)/;

/**
 * A module of a page that nothing bundles: no manifest above it, no package among its imports, and a page beside it. The browser
 * could not resolve the name of a package.
 */
export function isPageModule(project: Project, parsed: ParsedFile, hasManifest: boolean): boolean {
  if (hasManifest || !/\.m?js$/i.test(parsed.file) || OF_A_PROGRAM.test(parsed.text)) return false;
  const { statements } = parsed.tree;
  const isModule = statements.some((statement) => ts.isImportDeclaration(statement) || isExport(statement));
  if (!isModule || importedNames(parsed).some(({ module }) => !/^(\.|\/|https?:)/.test(module))) return false;
  const folder = parsed.file.slice(0, parsed.file.lastIndexOf('/') + 1);
  return project.files.some((file) => {
    if (!file.startsWith(folder) || !/\.m?js$/i.test(file)) return false;
    const text = project.read(file);
    return typeof text === 'string' && OF_A_PAGE.test(text);
  });
}

function isExport(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
