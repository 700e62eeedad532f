/** From an identifier to what it is bound to: one map a tree, built once from the scope manager. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { SourceTree } from '../source/tree.js';

export type Node = TSESTree.Node;

export interface Bindings {
  /** The variable an identifier refers to or declares; undefined for globals without a declaration. */
  variableOf(identifier: Node): Variable | undefined;
  /** All identifiers that read or write the variable. */
  referencesOf(variable: Variable): readonly Node[];
}

const memo = new WeakMap<SourceTree, Bindings>();

/** The tree's bindings, computed at the first call. */
export function bindingsOf(tree: SourceTree): Bindings {
  let known = memo.get(tree);
  if (!known) memo.set(tree, (known = readBindings(tree)));
  return known;
}

function readBindings(tree: SourceTree): Bindings {
  const byNode = new Map<Node, Variable>();
  const references = new Map<Variable, Node[]>();
  for (const scope of tree.scopes.scopes) {
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) byNode.set(identifier, variable as Variable);
    }
    for (const reference of scope.references) {
      const variable = reference.resolved as Variable | null;
      if (!variable || variable.defs.length === 0) continue;
      byNode.set(reference.identifier, variable);
      const list = references.get(variable);
      if (list) list.push(reference.identifier);
      else references.set(variable, [reference.identifier]);
    }
  }
  return {
    variableOf: (identifier) => byNode.get(identifier),
    referencesOf: (variable) => references.get(variable) ?? [],
  };
}

/** Looks through wrappers that change neither value nor identity: `await`, `as T`, `x!`, `<T>x`, `(0, f)`. */
export function unwrap(node: Node): Node {
  for (;;) {
    switch (node.type) {
      case 'AwaitExpression':
        node = node.argument;
        break;
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
      case 'TSInstantiationExpression':
        node = node.expression;
        break;
      case 'ChainExpression':
        node = node.expression;
        break;
      case 'SequenceExpression':
        node = node.expressions[node.expressions.length - 1]!;
        break;
      default:
        return node;
    }
  }
}

/** The node that stands for the value of `node` one level out, past the wrappers of `unwrap`. */
export function outermost(node: Node): Node {
  let at = node;
  while (at.parent && isWrapper(at.parent)) at = at.parent;
  return at;
}

function isWrapper(node: Node): boolean {
  return (
    node.type === 'AwaitExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'ChainExpression'
  );
}

/** The name of a property, method or member when it is written down. */
export function propertyName(
  node:
    TSESTree.Property | TSESTree.MemberExpression | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | null {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && typeof key.value !== 'object') return String(key.value);
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0)
    return key.quasis[0]!.value.cooked ?? null;
  return null;
}

/** `a.b.c` as its root node and names, or null when a part is computed or a call. */
export function memberPath(node: Node): { root: Node; path: string[] } | null {
  const path: string[] = [];
  let at = unwrap(node);
  while (at.type === 'MemberExpression') {
    const name = propertyName(at);
    if (name === null) return null;
    path.unshift(name);
    at = unwrap(at.object);
  }
  return { root: at, path };
}

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The innermost function around `node` (not `node` itself), or null at the module's top. */
export function enclosingFunction(node: Node): FunctionNode | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}

/** The value that a name is declared with, `const name = value`; null for parts of a pattern, parameters and imports. */
export function initialValue(bindings: Bindings, name: TSESTree.Identifier): Node | null {
  const declared = bindings.variableOf(name)?.defs[0]?.node as Node | undefined;
  return declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' ? declared.init : null;
}

/** The value of a member of an object literal; null where it has none of that name. */
export function propertyValue(object: Node, name: string): Node | null {
  if (object.type !== 'ObjectExpression') return null;
  for (const member of object.properties)
    if (member.type === 'Property' && propertyName(member) === name) return unwrap(member.value as Node);
  return null;
}

/** What a function is called by: the name itself, or the last member of `client.getToken`. */
export function calledName(callee: Node): string | null {
  const node = unwrap(callee);
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? propertyName(node) : null;
}

/** Source text of a node. */
export function textOf(tree: SourceTree, node: Node): string {
  return tree.text.slice(node.range[0], node.range[1]);
}
