/** Requests that are made to see whether they succeed: nobody reads the token, so nobody could reuse it. */
import { findNode } from '../source/walk.js';
import {
  enclosingFunction,
  outermost,
  propertyName,
  unwrap,
  isFunction,
  type Node,
} from '../values/bindings.js';
import { within } from '../values/patterns.js';
import type { FileContext } from './context.js';

const OUTCOME = /^(ok|status|statusText|statusCode)$/;

/** `const answer = await fetch(…); return answer.ok;` and `await axios.post(…); return true;` */
export function isTrial(context: FileContext, call: Node): boolean {
  if (call.type !== 'CallExpression' || call.arguments.some(isFunction)) return false;
  const at = outermost(call);
  const { parent } = at;
  if (!parent) return false;
  if (parent.type === 'ExpressionStatement') return at.type === 'AwaitExpression' && answers(call);
  if (isOutcome(at)) return true;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const variable = context.bindings.variableOf(parent.id);
  const reads = variable
    ? context.bindings.referencesOf(variable).filter((one) => one !== (parent.id as Node))
    : [];
  return reads.every((read) => isOutcome(read) || isOfFailure(context, read));
}

/** The function says how it went: `return true;` */
const answers = (call: Node) => {
  const fn = enclosingFunction(call);
  return (
    fn !== null &&
    findNode(
      fn,
      (node) => node.type === 'ReturnStatement' && node.argument !== null && enclosingFunction(node) === fn,
    ) !== undefined
  );
};

const isOutcome = (node: Node) => {
  const member = outermost(node).parent;
  return (
    member?.type === 'MemberExpression' &&
    member.object === outermost(node) &&
    OUTCOME.test(propertyName(member) ?? '')
  );
};

/** Read in `if (!answer.ok) { … }`: what went wrong. */
function isOfFailure(context: FileContext, read: Node): boolean {
  for (let at: Node | undefined = read; at?.parent; at = at.parent) {
    const statement: Node = at.parent;
    if (isFunction(statement)) return false;
    if (statement.type !== 'IfStatement' || statement.consequent !== at) continue;
    const test = unwrap(statement.test);
    const failed =
      test.type === 'UnaryExpression' && test.operator === '!' && propertyNameOf(test.argument) === 'ok';
    if (failed && within(read, statement.consequent)) return true;
  }
  return false;
}

const propertyNameOf = (given: Node) => {
  const node = unwrap(given);
  return node.type === 'MemberExpression' ? propertyName(node) : null;
};
