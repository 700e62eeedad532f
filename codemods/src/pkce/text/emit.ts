/**
 * A template in the application's own manner. Templates are TypeScript modules with single quotes, semicolons, two spaces and
 * trailing commas; what comes out is the application's language, module system and style.
 */
import MagicString from 'magic-string';
import { ts } from 'ts-morph';
import type { Application } from '../application.js';
import { eraseTypes } from './erase-types.js';
import { toCommonJs, withDynamicImport } from './modules.js';
import { restyle } from './restyle.js';
import { treeOf } from './tree.js';
import { templates } from './templates.generated.js';

/** The text of a template by its path below `codemods/templates`, for this application. */
export function emit(template: string, application: Application, change = (text: string) => text): string {
  const text = templates[template];
  if (text === undefined) throw new Error(`There is no template ${template}.`);
  return emitText(change(text), application);
}

/** The same for a text that is put together by code. */
export function emitText(text: string, application: Application): string {
  const { language, modules, importExtension } = application;
  let result = withExtensions(text, language === 'js' && modules === 'commonjs' ? '' : importExtension);
  if (modules === 'commonjs') result = withDynamicImport(result);
  if (language === 'js') result = eraseTypes(result);
  if (language === 'js' && modules === 'commonjs') result = toCommonJs(result);
  return restyle(result, application.style);
}

/** Templates import each other with `.js`. */
function withExtensions(text: string, extension: string): string {
  if (extension === '.js') return text;
  const tree = treeOf(text);
  const result = new MagicString(text);
  for (const statement of tree.statements) {
    const module =
      ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
        ? statement.moduleSpecifier
        : undefined;
    if (module && ts.isStringLiteral(module) && /^\..*\.js$/.test(module.text))
      result.update(module.end - 4, module.end - 1, extension);
  }
  return result.toString();
}
