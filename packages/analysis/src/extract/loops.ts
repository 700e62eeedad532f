/** Loop statements: which ones a place stands in, which variables they change, and when a loop is only a retry. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionId, LoopFact } from '../facts.js';
import type { SourceTree } from '../source/tree.js';
import { findNode } from '../source/walk.js';
import { isFunction, outermost, propertyName, unwrap, type Bindings, type Node } from '../values/bindings.js';

export type LoopNode =
  | TSESTree.ForStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

export function isLoop(node: Node): node is LoopNode {
  return (
    node.type === 'ForStatement' ||
    node.type === 'ForOfStatement' ||
    node.type === 'ForInStatement' ||
    node.type === 'WhileStatement' ||
    node.type === 'DoWhileStatement'
  );
}

const KINDS = {
  ForStatement: 'for',
  ForOfStatement: 'for-of',
  ForInStatement: 'for-in',
  WhileStatement: 'while',
  DoWhileStatement: 'do',
} as const;

export function loopFact(tree: SourceTree, loop: LoopNode, fn: FunctionId): LoopFact {
  const head =
    loop.type === 'DoWhileStatement'
      ? `do … while (${tree.text.slice(...loop.test.range)})`
      : tree.text.slice(loop.range[0], loop.body.range[0]);
  const text = head.replace(/\s+/g, ' ').trim();
  return {
    kind: KINDS[loop.type],
    span: { start: loop.range[0], end: loop.range[1] },
    text: text.length > 70 ? `${text.slice(0, 69)}…` : text,
    fn,
  };
}

const contains = (outer: Node, inner: Node) =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** Whether `node` runs at each turn: in the body, test or update, not in the part that runs once. */
function runsEachTurn(loop: LoopNode, node: Node): boolean {
  if (!contains(loop, node)) return false;
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return contains(loop.body, node);
  if (loop.type === 'ForStatement') return !(loop.init && contains(loop.init, node));
  return true;
}

/** Loops around `node` within its function, innermost first, those left out that only retry it until it succeeds. */
export function loopsAround(loops: readonly LoopNode[], node: Node): number[] {
  const out: number[] = [];
  for (let at: Node | undefined = node.parent; at && !isFunction(at); at = at.parent) {
    if (!isLoop(at) || !runsEachTurn(at, node)) continue;
    if (endsAfter(at, node)) continue;
    out.push(loops.indexOf(at));
  }
  return out;
}

/** Loops that give a variable another value at each turn. */
export function loopsChanging(bindings: Bindings, variable: Variable, loops: readonly LoopNode[]): number[] {
  const declared = variable.defs[0]?.name as Node | undefined;
  if (!declared) return [];
  const out = new Set<number>();
  loops.forEach((loop, index) => {
    if (
      loop.type === 'ForStatement'
        ? loop.init && contains(loop.init, declared)
        : 'left' in loop && contains(loop.left, declared)
    )
      out.add(index);
  });
  for (const reference of bindings.referencesOf(variable)) {
    const write = writeOf(reference);
    if (!write) continue;
    loops.forEach((loop, index) => {
      if (contains(loop, write) && !contains(loop, declared) && changesByItself(write, reference))
        out.add(index);
      if ((loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === reference)
        out.add(index);
    });
  }
  return [...out];
}

function writeOf(reference: Node): Node | null {
  const parent = reference.parent;
  if (parent?.type === 'UpdateExpression') return parent;
  if (parent?.type === 'AssignmentExpression' && parent.left === reference) return parent;
  return null;
}

/** `i++`, `page += 1`, `cursor = next.cursor`: another value each turn. A write of a constant is not. */
function changesByItself(write: Node, reference: Node): boolean {
  if (write.type === 'UpdateExpression') return true;
  if (write.type !== 'AssignmentExpression' || reference.type !== 'Identifier') return false;
  return write.operator !== '=' || unwrap(write.right).type !== 'Literal';
}

/**
 * A retry, not a repetition: once the call has succeeded the loop is left in the same turn. True when a `return` or `break`
 * follows the call on its straight way through the body, or is taken on a test of the call's own result.
 */
function endsAfter(loop: LoopNode, node: Node): boolean {
  let at: Node = node;
  const result = resultName(node);
  while (at.parent && at !== loop) {
    const parent: Node = at.parent;
    if (at.type === 'ReturnStatement' && contains(at, node) && loop.type !== 'ForInStatement')
      return !isPerItem(loop, at, node);
    if (parent.type === 'BlockStatement' || parent.type === 'SwitchCase' || parent.type === 'StaticBlock') {
      const body = (parent.type === 'SwitchCase' ? parent.consequent : parent.body) as Node[];
      for (const statement of body.slice(body.indexOf(at) + 1)) {
        if (leaves(statement, loop) && !isPerItem(loop, statement, node)) return true;
        if (endsTest(statement, loop)) return true;
        if (
          statement.type === 'IfStatement' &&
          result &&
          leavesOnSuccess(statement, result, loop) &&
          !isPerItem(loop, statement, node)
        )
          return true;
      }
    }
    // What follows a conditional call may belong to other ways through the body.
    if (parent.type === 'IfStatement' && parent.test !== at) return false;
    at = parent;
  }
  return false;
}

/** `for (const order of orders) { …; if (done) break; }` searches its items: it may run many turns before it leaves. */
function isPerItem(loop: LoopNode, _leaving: Node, node: Node): boolean {
  if (loop.type !== 'ForOfStatement' && loop.type !== 'ForInStatement') return false;
  const names = new Set<string>();
  findNode(loop.left, (inner) => {
    if (inner.type === 'Identifier') names.add(inner.name);
    return false;
  });
  return findNode(node, (inner) => inner.type === 'Identifier' && names.has(inner.name)) !== undefined;
}

function leaves(statement: Node, loop: LoopNode): boolean {
  if (statement.type === 'ReturnStatement' || (statement.type === 'BreakStatement' && !statement.label))
    return true;
  if (statement.type === 'BlockStatement') return statement.body.some((inner) => leaves(inner, loop));
  return false;
}

/** `done = true;` in `while (!done)`, `again = false;` in `while (again)`: the last turn, once this is reached. */
function endsTest(statement: Node, loop: LoopNode): boolean {
  if (!('test' in loop) || !loop.test || statement.type !== 'ExpressionStatement') return false;
  const set = unwrap(statement.expression);
  if (set.type !== 'AssignmentExpression' || set.operator !== '=' || set.left.type !== 'Identifier')
    return false;
  const value = unwrap(set.right);
  if (value.type !== 'Literal' || typeof value.value !== 'boolean') return false;
  const name = set.left.name;
  const conjuncts = (test: Node): Node[] =>
    test.type === 'LogicalExpression' && test.operator === '&&'
      ? [...conjuncts(unwrap(test.left)), ...conjuncts(unwrap(test.right))]
      : [test];
  return conjuncts(unwrap(loop.test)).some((test) => {
    const negated = test.type === 'UnaryExpression' && test.operator === '!';
    const tested = negated ? unwrap(test.argument) : test;
    return tested.type === 'Identifier' && tested.name === name && value.value === negated;
  });
}

function leavesOnSuccess(statement: TSESTree.IfStatement, result: string, loop: LoopNode): boolean {
  const inner = statement.consequent;
  const out =
    leaves(inner, loop) || (inner.type === 'BlockStatement' && inner.body.some((one) => leaves(one, loop)));
  if (!out) return false;
  const test = unwrap(statement.test);
  if (test.type === 'UnaryExpression') return false;
  return (
    findNode(statement.test, (node) => node.type === 'Identifier' && node.name === result) !== undefined &&
    isSuccess(test)
  );
}

/** `res.ok`, `res.status === 200`, `token`, `token !== null`; not `res.done` or `list.length === 0`. */
function isSuccess(test: Node): boolean {
  if (test.type === 'Identifier') return true;
  if (test.type === 'LogicalExpression') return isSuccess(unwrap(test.left)) || isSuccess(unwrap(test.right));
  const member = test.type === 'BinaryExpression' ? unwrap(test.left as Node) : test;
  if (member.type === 'MemberExpression')
    return /^(ok|status|statusCode|success|access_token|accessToken|token|data|body)$/.test(
      propertyName(member) ?? '',
    );
  return (
    test.type === 'BinaryExpression' &&
    member.type === 'Identifier' &&
    test.operator !== '===' &&
    test.operator !== '=='
  );
}

function resultName(node: Node): string | null {
  const parent = outermost(node).parent;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier') return parent.left.name;
  return null;
}
