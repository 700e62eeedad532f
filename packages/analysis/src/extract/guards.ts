/** What decides, before a place is reached, that it need not be: tests around it and returns before it. */
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, outermost, propertyName, unwrap, type Node } from '../values/bindings.js';
import { TOKEN_WORDS } from './token-words.js';

export interface Guard {
  /** Expressions that are read to decide. */
  reads: Node[];
  span: Node;
}

/** `<`, `>`, `<=` or `>=`: asks of a time or a number. */
export const isOrder = (node: Node): node is TSESTree.BinaryExpression =>
  node.type === 'BinaryExpression' && /^[<>]=?$/.test(node.operator);

/** Inline callbacks belong to the function around them for this purpose: `new Promise(…)`, `.then(…)`. */
export function homeFunction(node: Node): Node | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at) && !isInline(at)) return at;
  return null;
}

function isInline(fn: Node): boolean {
  const host = fn.parent;
  if (host?.type === 'NewExpression')
    return host.callee.type === 'Identifier' && host.callee.name === 'Promise';
  if (host?.type !== 'CallExpression') return false;
  if (host.callee === fn) return true;
  const callee = unwrap(host.callee);
  return callee.type === 'MemberExpression' && /^(then|catch|finally|tap)$/.test(propertyName(callee) ?? '');
}

/** All guards of `node` within `home`. */
export function guardsOf(node: Node, home: Node | null): Guard[] {
  const out: Guard[] = [];
  for (let at: Node = node; at.parent && at !== home; at = at.parent) {
    const parent: Node = at.parent;
    switch (parent.type) {
      case 'IfStatement':
        if (parent.test !== at && !isCursor(parent, node))
          out.push({ reads: [parent.test], span: parent.test });
        break;
      case 'ConditionalExpression':
        if (parent.test !== at) out.push({ reads: [parent.test], span: parent.test });
        break;
      case 'LogicalExpression':
        if (parent.right === at) out.push({ reads: [parent.left], span: parent.left });
        break;
      case 'AssignmentExpression':
        if (parent.right === at && /^(\?\?|\|\|)=$/.test(parent.operator))
          out.push({ reads: [parent.left], span: parent.left });
        break;
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
        if (parent.body === at && parent.test && isAwaited(parent.test, node))
          out.push({ reads: [parent.test], span: parent.test });
        break;
      case 'SwitchCase':
      case 'BlockStatement':
      case 'Program':
        earlier(parent, at, out);
        break;
      case 'CatchClause':
        tryReturns(parent, out);
        break;
      default:
    }
  }
  return out;
}

const TOKEN_NAME = new RegExp(`${TOKEN_WORDS}|login|logged`, 'i');

/** `while (!token) token = await request()` waits for what it asks for; `while (next)` and `while (!done)` go on after it. */
function isAwaited(test: Node, call: Node): boolean {
  if (test.type === 'LogicalExpression') return isAwaited(test.left, call) || isAwaited(test.right, call);
  const tested =
    test.type === 'UnaryExpression' && test.operator === '!'
      ? unwrap(test.argument)
      : test.type === 'BinaryExpression' && /^===?$/.test(test.operator)
        ? unwrap(test.left as Node)
        : null;
  if (!tested) return false;
  const at = settled(call).parent;
  const target =
    at?.type === 'AssignmentExpression' ? at.left : at?.type === 'VariableDeclarator' ? at.id : null;
  const name = tested.type === 'Identifier' ? tested.name : null;
  if (target?.type === 'Identifier' && target.name === name) return true;
  return TOKEN_NAME.test(name ?? (tested.type === 'MemberExpression' ? propertyName(tested) : null) ?? '');
}

/** The whole of `await request().catch(() => null)`. */
function settled(call: Node): Node {
  let at = outermost(call);
  for (;;) {
    const member = at.parent;
    const chained =
      member?.type === 'MemberExpression' &&
      member.object === at &&
      /^(then|catch|finally)$/.test(propertyName(member) ?? '');
    if (!chained || member.parent.type !== 'CallExpression') return at;
    at = outermost(member.parent);
  }
}

/** `if (next) page = await get(next)`: what is tested is where to go on from, and the call is handed it. */
function isCursor(statement: TSESTree.IfStatement, call: Node): boolean {
  const test = unwrap(statement.test);
  return (
    test.type === 'Identifier' &&
    call.type === 'CallExpression' &&
    call.arguments.some((given) => given.type === 'Identifier' && given.name === test.name)
  );
}

/** `if (…) return cached;` and `try { return read(); } catch {}` before the place, in the same block. */
function earlier(
  block: TSESTree.SwitchCase | TSESTree.BlockStatement | TSESTree.Program,
  at: Node,
  out: Guard[],
): void {
  const body = (block.type === 'SwitchCase' ? block.consequent : block.body) as Node[];
  const index = body.indexOf(at);
  for (const statement of body.slice(0, index < 0 ? 0 : index)) {
    for (const inner of statement.type === 'TryStatement'
      ? [statement, ...statement.block.body]
      : [statement]) {
      if (inner.type === 'IfStatement') ifReturns(inner, out);
      else if (inner.type === 'SwitchStatement') switchReturns(inner, out);
      else if (inner.type === 'ReturnStatement' && inner.argument)
        out.push({ reads: [inner.argument], span: inner });
    }
  }
}

/** `switch (state.kind) { case 'ready': return state.token; }` */
function switchReturns({ discriminant, cases }: TSESTree.SwitchStatement, out: Guard[]): void {
  const inner: Guard[] = [];
  for (const statement of cases.flatMap(({ consequent }) => consequent))
    for (const one of statement.type === 'BlockStatement' ? statement.body : [statement]) {
      if (one.type === 'IfStatement') ifReturns(one, inner);
      else if (one.type === 'ReturnStatement' && one.argument)
        inner.push({ reads: [one.argument], span: discriminant });
    }
  out.push(...inner.map(({ reads }) => ({ reads: [discriminant, ...reads], span: discriminant })));
}

function ifReturns(statement: TSESTree.IfStatement, out: Guard[]): void {
  const reads: Node[] = [];
  let leaves = false;
  const go = (node: Node) => {
    if (node.type === 'ReturnStatement') {
      leaves = true;
      if (node.argument) reads.push(node.argument);
    } else if (node.type === 'BlockStatement') node.body.forEach(go);
    else if (node.type === 'IfStatement') {
      reads.push(node.test);
      go(node.consequent);
      if (node.alternate) go(node.alternate);
    } else if (node.type === 'TryStatement') go(node.block);
    else if (node.type === 'ExpressionStatement') callsBack(node.expression, reads);
  };
  go(statement.consequent);
  if (statement.alternate) go(statement.alternate);
  if (leaves) out.push({ reads: [statement.test, ...reads], span: statement.test });
}

/** `return callback(null, cached)` written as two statements. */
function callsBack(expression: Node, reads: Node[]): void {
  if (expression.type === 'CallExpression')
    for (const argument of expression.arguments) reads.push(argument as Node);
}

/** A place in `catch` is reached when the `try` did not return. */
function tryReturns(clause: TSESTree.CatchClause, out: Guard[]): void {
  const statement = clause.parent;
  if (statement.type !== 'TryStatement') return;
  for (const inner of statement.block.body) {
    if (inner.type === 'ReturnStatement' && inner.argument)
      out.push({ reads: [inner.argument], span: inner });
    if (inner.type === 'IfStatement') ifReturns(inner, out);
  }
}

/** Under `if (require.main === module)` or the like. */
export function isMainGuarded(node: Node, text: string): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (isFunction(at)) return false;
    if (
      at.type === 'IfStatement' &&
      /require\.main|import\.meta\.(main|url)|process\.argv/.test(text.slice(...at.test.range))
    )
      return true;
  }
  return false;
}
