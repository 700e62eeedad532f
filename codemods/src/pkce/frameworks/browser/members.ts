/** Whether a name is that of a method, where many objects have one of the same name: `login` is one, and a field of users. */
import { ts } from 'ts-morph';
import { memberName, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { Sources } from './sources.js';

/** False where `fn` is a method and the code says that the name is something else: a variable, or a member of another class. */
export function mayBeMember(sources: Sources, parsed: ParsedFile, name: ts.Identifier, fn: ts.Node): boolean {
  // `login() {}` and `login = () => {}`
  const owner = ts.isPropertyDeclaration(fn.parent) ? fn.parent.parent : fn.parent;
  if (!ts.isClassDeclaration(owner) || !owner.name) return true;
  const { parent } = name;
  // `const { login } = inject(AuthService)`
  if (ts.isBindingElement(parent)) return true;
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== name) return false;
  const type = typeOf(parsed, parent.expression);
  if (type !== null) return type === owner.name.text || isRelated(sources, type, owner);
  const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
  return isCalled || ['bind', 'call', 'apply'].includes(memberName(parent.parent) ?? '');
}

/** The class that the code names for this receiver; null where it names none. */
export function typeOf(parsed: ParsedFile, receiver: ts.Expression): string | null {
  if (receiver.kind === ts.SyntaxKind.ThisKeyword) {
    for (let outer: ts.Node = receiver; !ts.isSourceFile(outer); outer = outer.parent)
      if (ts.isClassLike(outer)) return outer.name?.text ?? null;
    return null;
  }
  if (ts.isCallExpression(receiver)) return injected(receiver);
  const wanted = ts.isIdentifier(receiver)
    ? receiver.text
    : ts.isPropertyAccessExpression(receiver) && receiver.expression.kind === ts.SyntaxKind.ThisKeyword
      ? receiver.name.text
      : undefined;
  if (wanted === undefined) return null;
  const types = new Set<string | null>();
  walk(parsed.tree, (node) => {
    const isHolder = ts.isParameter(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node);
    if (isHolder && node.name.getText() === wanted) types.add(declared(node));
  });
  return types.size === 1 ? [...types][0]! : null;
}

function declared(
  holder: ts.ParameterDeclaration | ts.PropertyDeclaration | ts.VariableDeclaration,
): string | null {
  const { type, initializer } = holder;
  if (type && ts.isTypeReferenceNode(type)) return type.typeName.getText();
  return initializer && ts.isCallExpression(initializer) ? injected(initializer) : null;
}

function injected(call: ts.CallExpression): string | null {
  const [token] = call.arguments;
  return call.expression.getText() === 'inject' && token && ts.isIdentifier(token) ? token.text : null;
}

/** One that the other extends or implements, or that extends it; and a type of which nothing is known here. */
function isRelated(sources: Sources, type: string, owner: ts.ClassDeclaration): boolean {
  return basesOf(owner).includes(type) || descendsFrom(sources, type, owner.name!.text, new Set());
}

function descendsFrom(sources: Sources, type: string, ancestor: string, seen: Set<string>): boolean {
  if (type === ancestor) return true;
  if (seen.has(type)) return false;
  seen.add(type);
  const found: (ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration)[] = [];
  for (const { tree } of sources.matching(new RegExp(`\\b(class|interface|type)\\s+${type}\\b`)))
    walk(tree, (node) => {
      const isType =
        ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
      if (isType && node.name?.text === type) found.push(node);
    });
  // The first may be anything; one that a class extends cannot be the other when it is not declared here.
  if (found.length === 0) return seen.size === 1;
  return found.some((one) => basesOf(one).some((base) => descendsFrom(sources, base, ancestor, seen)));
}

function basesOf(node: ts.Node): string[] {
  const isHeir = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);
  return isHeir
    ? (node.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText()))
    : [];
}
