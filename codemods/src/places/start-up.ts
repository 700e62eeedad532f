/** What a program does once, while it starts. */
import { ts } from 'ts-morph';
import { functionOf, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';

/** Calls of the start that ask for no token. */
const SETTING_UP =
  /require|import|config|load|init|setup|dotenv|parse|validate|read|log|debug|info|resolve|join|fileURL|exists|use\b/i;

/** The node is run once and before the program does anything else; `perName`: once for each of several names. */
export function isOfStart(parsed: ParsedFile, node: ts.Node, perName: boolean, depth = 2): boolean {
  const repeats = ts.findAncestor(
    node,
    (outer) =>
      ts.isIterationStatement(outer, false) ||
      (ts.isFunctionLike(outer) && ts.isCallExpression(outer.parent)),
  );
  if (repeats && !perName) return false;
  const fn = outerFunction(node);
  if (!fn) return isBeforeWork(parsed.tree.statements, node);
  if (depth === 0 || !ts.isFunctionDeclaration(fn) || !fn.name) return false;
  if (fn.body && !isBeforeWork(fn.body.statements, node)) return false;
  if ((ts.getCombinedModifierFlags(fn) & ts.ModifierFlags.Export) !== 0) return false;
  const [use, ...others] = referencesOf(parsed, fn.name);
  return (
    use !== undefined &&
    others.length === 0 &&
    ts.isCallExpression(use.parent) &&
    use.parent.expression === use &&
    isOfStart(parsed, use.parent, false, depth - 1)
  );
}

/** The function around it; a callback of `forEach` runs where it stands. */
function outerFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
  let fn = functionOf(node);
  while (!ts.isSourceFile(fn) && ts.isCallExpression(fn.parent)) fn = functionOf(fn);
  return ts.isSourceFile(fn) ? undefined : fn;
}

function isBeforeWork(statements: readonly ts.Statement[], node: ts.Node): boolean {
  return statements.every((statement) => statement.end > node.getStart() || !isWork(statement));
}

function isWork(statement: ts.Statement): boolean {
  let found = false;
  walk(statement, (inner) => {
    if (found || ts.isFunctionLike(inner) || ts.isClassLike(inner)) return false;
    if (ts.isAwaitExpression(inner)) found = true;
    if (ts.isCallExpression(inner) && !SETTING_UP.test(inner.expression.getText())) found = true;
    return !found;
  });
  return found;
}
