/** Functions that a library calls with what a person typed: their parameters are a person's, whoever registers them. */
import { bindingsOf, isFunction, propertyName, unwrap, type Node } from './bindings.js';
import { importOf } from './imports.js';
import type { SourceTree } from '../source/tree.js';

/** https://www.passportjs.org/packages/passport-local/: `new Strategy((username, password, done) => …)`. */
const STRATEGIES = new Set(['passport-local', 'passport-json', 'passport-ldapauth']);

export function isSignInCallback(tree: SourceTree, fn: Node): boolean {
  if (!isFunction(fn)) return false;
  const parent = fn.parent;
  // readline: `rl.question('Password: ', (password) => …)`.
  if (parent?.type === 'CallExpression')
    return parent.callee.type === 'MemberExpression' && propertyName(parent.callee) === 'question';
  if (parent?.type === 'NewExpression') return isStrategy(tree, parent.callee);
  // Nest: `class LocalStrategy extends PassportStrategy(Strategy) { validate(username, password) {} }`.
  if (parent?.type !== 'MethodDefinition' || propertyName(parent) !== 'validate') return false;
  const base = parent.parent.parent.superClass;
  if (base?.type !== 'CallExpression') return false;
  const [strategy] = base.arguments;
  return strategy !== undefined && isStrategy(tree, strategy);
}

function isStrategy(tree: SourceTree, callee: Node): boolean {
  let name = unwrap(callee);
  while (name.type === 'MemberExpression') name = unwrap(name.object);
  const variable = name.type === 'Identifier' ? bindingsOf(tree).variableOf(name) : undefined;
  return STRATEGIES.has((variable && importOf(variable)?.module) ?? '');
}
