/** What a module exports by a name: the expression or the declared name that it is. */
import { ts } from 'ts-morph';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ParsedFile } from '../source/parsed-file.js';
import type { Path } from './reading.js';

export interface Exported {
  parsed: ParsedFile;
  /** An expression, the name of a declaration, or a function or class that is exported where it is declared. */
  node: ts.Node;
  /** The members of it that are asked for. */
  path: Path;
}

/** How many modules hand one another's exports on. */
const DEPTH = 6;

export function exportOf(
  context: Pick<SiteContext, 'moduleOf'>,
  parsed: ParsedFile,
  name: string,
  path: Path,
  depth = DEPTH,
): Exported | null {
  if (depth === 0) return null;
  const whole = wholeOf(parsed);
  // `require('./config').user`, `import config from './config.cjs'`
  if (whole && (name === '*' || name === 'default' || !namedOf(parsed, name)))
    return { parsed, node: whole, path: name === '*' || name === 'default' ? path : [name, ...path] };
  if (name === '*') {
    const [key, ...rest] = path;
    return key === undefined ? null : exportOf(context, parsed, key, rest, depth - 1);
  }
  const node = namedOf(parsed, name);
  if (node && !ts.isExportSpecifier(node)) return { parsed, node, path };
  const on = (module: ts.Expression | undefined, further: string, rest: Path): Exported | null => {
    const target = module && ts.isStringLiteral(module) ? context.moduleOf(parsed.file, module.text) : null;
    return target ? exportOf(context, target, further, rest, depth - 1) : null;
  };
  if (node) {
    const from = node.parent.parent.moduleSpecifier;
    if (!from) return { parsed, node: node.propertyName ?? node.name, path };
    return on(from, (node.propertyName ?? node.name).text, path);
  }
  for (const statement of parsed.tree.statements) {
    if (
      !ts.isExportDeclaration(statement) ||
      (statement.exportClause && ts.isNamedExports(statement.exportClause))
    )
      continue;
    const { exportClause: named, moduleSpecifier: from } = statement;
    const found =
      named === undefined ? on(from, name, path) : named.name.text === name ? on(from, '*', path) : null;
    if (found) return found;
  }
  return null;
}

/** `module.exports = …`, once. */
function wholeOf({ tree }: ParsedFile): ts.Expression | undefined {
  const values = assignments(tree).flatMap(({ left, right }) =>
    /^(module\.)?exports$/.test(left.getText()) ? [right] : [],
  );
  let [value] = values;
  while (value && ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    value = value.right;
  return values.length === 1 ? value : undefined;
}

function namedOf({ tree }: ParsedFile, name: string): ts.Node | undefined {
  const found: ts.Node[] = [];
  for (const statement of tree.statements) {
    const flags = ts.canHaveModifiers(statement)
      ? (ts.getModifiers(statement) ?? []).map(({ kind }) => kind)
      : [];
    if (ts.isVariableStatement(statement) && flags.includes(ts.SyntaxKind.ExportKeyword))
      for (const { name: declared } of statement.declarationList.declarations)
        found.push(...names(declared, name));
    else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && flags.length > 0) {
      const isDefault = flags.includes(ts.SyntaxKind.DefaultKeyword);
      if (
        flags.includes(ts.SyntaxKind.ExportKeyword) &&
        (isDefault ? name === 'default' : statement.name?.text === name)
      )
        found.push(statement);
    } else if (ts.isExportAssignment(statement) && name === 'default') found.push(statement.expression);
    else if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    )
      found.push(...statement.exportClause.elements.filter((element) => element.name.text === name));
  }
  for (const { left, right } of assignments(tree))
    if (new RegExp(`^(module\\.)?exports\\.${name.replaceAll('$', '\\$')}$`).test(left.getText()))
      found.push(right);
  return found.length === 1 ? found[0] : undefined;
}

function names(declared: ts.BindingName, name: string): ts.Identifier[] {
  if (ts.isIdentifier(declared)) return declared.text === name ? [declared] : [];
  return declared.elements.flatMap((element) =>
    ts.isBindingElement(element) ? names(element.name, name) : [],
  );
}

function assignments(tree: ts.SourceFile): ts.BinaryExpression[] {
  return tree.statements.flatMap((statement) => {
    const { expression } = ts.isExpressionStatement(statement) ? statement : {};
    return expression &&
      ts.isBinaryExpression(expression) &&
      expression.operatorToken.kind === ts.SyntaxKind.EqualsToken
      ? [expression]
      : [];
  });
}
