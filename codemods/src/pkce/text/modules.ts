/** Templates are ES modules; CommonJS is made of them here. */
import MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { walk } from '../../source/nodes.js';
import { treeOf } from './tree.js';

/**
 * openid-client is an ES module alone. From CommonJS it is loaded by `import()` in the functions that use it, which works on
 * every Node, while `require` of an ES module needs 20.19, 22.12 or newer.
 */
export function withDynamicImport(text: string): string {
  const tree = treeOf(text);
  const statement = tree.statements.find(
    (candidate): candidate is ts.ImportDeclaration =>
      ts.isImportDeclaration(candidate) && candidate.moduleSpecifier.getText() === "'openid-client'",
  );
  const namespace = statement?.importClause?.namedBindings;
  if (!statement || !namespace || !ts.isNamespaceImport(namespace)) return text;
  const name = namespace.name.text;
  const result = new MagicString(text);
  const last = tree.statements.filter((candidate) => ts.isImportDeclaration(candidate)).at(-1)!;
  result.remove(statement.getStart(), statement.end + 1);
  result.appendLeft(
    Math.max(last.end, statement.end + 1),
    `${last === statement ? '' : '\n'}\n/** An ES module: CommonJS loads it with import(). */\nconst loadOpenidClient = () => import('openid-client');${last === statement ? '\n' : ''}`,
  );
  for (const fn of tree.statements.filter((candidate) => ts.isFunctionDeclaration(candidate))) {
    if (!fn.body || !mentions(fn.body, name)) continue;
    result.appendLeft(fn.body.getStart() + 1, `\n  const ${name} = await loadOpenidClient();`);
  }
  return result.toString();
}

function mentions(body: ts.Node, name: string): boolean {
  let found = false;
  walk(body, (node) => {
    if (ts.isIdentifier(node) && node.text === name) found = true;
  });
  return found;
}

/** `import` and `export` of JavaScript as `require` and `module.exports`. */
export function toCommonJs(text: string): string {
  const tree = treeOf(text);
  const result = new MagicString(text);
  const exported: string[] = [];
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement)) {
      result.update(statement.getStart(), statement.end, requireOf(statement));
      continue;
    }
    const modifier = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      : undefined;
    if (!modifier) continue;
    result.remove(modifier.getStart(), modifier.end + 1);
    exported.push(...namesOf(statement));
  }
  const list = exported.length > 0 ? `\nmodule.exports = ${braces(exported)};\n` : '';
  return result.toString() + list;
}

function requireOf(statement: ts.ImportDeclaration): string {
  const { importClause, moduleSpecifier } = statement;
  const call = `require(${moduleSpecifier.getText()})`;
  const bindings = importClause?.namedBindings;
  if (importClause?.name) return `const ${importClause.name.text} = ${call};`;
  if (bindings && ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${call};`;
  if (!bindings) return `${call};`;
  const names = bindings.elements.map(({ name, propertyName }) =>
    propertyName ? `${propertyName.getText()}: ${name.text}` : name.text,
  );
  return `const ${braces(names)} = ${call};`;
}

function braces(names: readonly string[]): string {
  const line = `{ ${names.join(', ')} }`;
  return line.length <= 80 ? line : `{\n${names.map((name) => `  ${name},\n`).join('')}}`;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  const { name } = statement as ts.DeclarationStatement;
  return name ? [name.getText()] : [];
}
