/** TypeScript to the JavaScript that a person would have written: types go, and with them what only types were imported for. */
import MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { wholeLines } from '../../source/lines.js';
import { walk } from '../../source/nodes.js';
import { treeOf } from './tree.js';

export function eraseTypes(text: string): string {
  const tree = treeOf(text);
  const result = new MagicString(text);
  const remove = (start: number, end: number): void => void result.remove(start, end);
  walk(tree, (node) => {
    if (isTypeStatement(node)) {
      removeStatement(text, node, remove);
      return false;
    }
    if (ts.isImportDeclaration(node)) {
      eraseImport(node, remove);
      return false;
    }
    eraseOf(node, remove);
    return true;
  });
  return result.toString().replace(/\n{3,}/g, '\n\n');
}

function isTypeStatement(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isModuleDeclaration(node);
}

/** With its comment, which spoke of the type. */
function removeStatement(text: string, node: ts.Node, remove: (start: number, end: number) => void): void {
  const comments = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  // The comment at the top of the file is the file's.
  const own = comments.filter(({ pos }) => pos > 0).at(0)?.pos ?? node.getStart();
  const { start, end } = wholeLines(text, { start: own, end: node.end });
  remove(start, end);
}

function eraseImport(node: ts.ImportDeclaration, remove: (start: number, end: number) => void): void {
  const bindings = node.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return;
  const { elements } = bindings;
  const kept = elements.filter((element) => !element.isTypeOnly);
  if (kept.length === elements.length) return;
  if (kept.length === 0) return remove(node.getFullStart() + leading(node), node.end + 1);
  const last = elements.indexOf(kept.at(-1)!);
  for (const [index, element] of elements.entries())
    if (element.isTypeOnly && index < last) remove(element.getStart(), elements[index + 1]!.getStart());
  // With the commas before them.
  if (last < elements.length - 1) remove(kept.at(-1)!.end, elements.at(-1)!.end);
}

function leading(node: ts.Node): number {
  return node.getStart() - node.getFullStart();
}

function eraseOf(node: ts.Node, remove: (start: number, end: number) => void): void {
  const typed = node as {
    type?: ts.TypeNode;
    questionToken?: ts.Node;
    exclamationToken?: ts.Node;
    name?: ts.Node;
  };
  if (
    (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node)) &&
    (typed.type ?? typed.questionToken ?? typed.exclamationToken)
  )
    remove(node.name.end, (typed.type ?? typed.questionToken ?? typed.exclamationToken)!.end);
  if (ts.isFunctionLike(node) && node.type && !ts.isFunctionTypeNode(node))
    remove(endOfParameters(node), node.type.end);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) remove(node.expression.end, node.end);
  if (ts.isNonNullExpression(node)) remove(node.expression.end, node.end);
  if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && node.typeArguments)
    remove(node.expression.end, node.typeArguments.end + 1);
  if (ts.canHaveModifiers(node))
    for (const modifier of ts.getModifiers(node) ?? [])
      if (/^(private|public|protected|readonly|override|declare|abstract)$/.test(modifier.getText()))
        remove(modifier.getStart(), modifier.end + 1);
}

/** Behind the closing parenthesis: the return type begins with the colon that follows. */
function endOfParameters(node: ts.SignatureDeclaration): number {
  const close = node.getChildren().find((child) => child.kind === ts.SyntaxKind.CloseParenToken);
  return close ? close.end : node.parameters.end;
}
