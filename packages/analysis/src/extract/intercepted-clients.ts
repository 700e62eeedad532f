/** HTTP clients with a request interceptor: whatever is sent through them runs it, so its function is each of their methods. */
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, memberPath, propertyValue, unwrap, type Node } from '../values/bindings.js';
import { classAround } from './class-refs.js';
import type { FileContext } from './context.js';
import { wrappedFunction } from './names.js';
import { addClass } from './object-classes.js';

/** Path member for a call of the thing itself: `api({ url })`. */
export const ITSELF = '()';

/** What an axios instance sends requests by: https://axios-http.com/docs/instance. */
const METHODS = 'request get delete head options post put patch postForm putForm patchForm'.split(' ');

/** Those of openapi-fetch: https://openapi-ts.dev/openapi-fetch/api. */
const OPENAPI_METHODS = 'GET PUT POST DELETE OPTIONS HEAD PATCH TRACE request'.split(' ');

/** `api.interceptors.request.use(fn)`: `api`, made in this file, is then a thing whose methods call `fn`. */
export function readIntercepted(context: FileContext): void {
  for (const call of context.calls) {
    if (call.type === 'CallExpression') readHooks(context, call);
    const chain = call.type === 'CallExpression' ? memberPath(call.callee) : null;
    if (!chain || chain.path.slice(-3).join('.') !== 'interceptors.request.use') continue;
    const [first] = call.arguments;
    const fn = first && first.type !== 'SpreadElement' ? interceptor(context, first) : null;
    const path = chain.path.slice(0, -3);
    if (!fn) continue;
    if (chain.root.type === 'Identifier' && path.length === 0) {
      const made = madeBy(context, chain.root);
      if (made && !context.classNodes.has(made)) intercepted(context, made, chain.root.name, fn);
    } else if (chain.root.type === 'ThisExpression' && path.length === 1) {
      const cls = classAround(context, call);
      const fact = cls === null ? undefined : context.classes[cls];
      if (!fact || fact.fields[path[0]!]?.kind === 'local') continue;
      intercepted(context, call, path[0]!, fn);
      fact.fields[path[0]!] = { kind: 'local', cls: context.classes.length - 1 };
    }
  }
}

/**
 * `got.extend({ hooks: { beforeRequest: [fn] } })` and ky's `create` make such a client, openapi-fetch's
 * `client.use({ onRequest })` makes it one.
 */
function readHooks(context: FileContext, call: TSESTree.CallExpression): void {
  const callee = memberPath(call.callee);
  const [first] = call.arguments;
  const options = first && first.type !== 'SpreadElement' ? unwrap(first) : null;
  if (!callee || options?.type !== 'ObjectExpression' || callee.root.type !== 'Identifier') return;
  const name = callee.path.at(-1);
  if (name === 'extend' || name === 'create') {
    const hooks = propertyValue(options, 'hooks');
    const list = hooks?.type === 'ObjectExpression' ? propertyValue(hooks, 'beforeRequest') : null;
    const hook = list?.type === 'ArrayExpression' ? list.elements[0] : null;
    const fn = hook && hook.type !== 'SpreadElement' ? interceptor(context, hook) : null;
    if (fn && !context.classNodes.has(call)) intercepted(context, call, callee.root.name, fn);
  } else if (name === 'use' && callee.path.length === 1) {
    const hook = propertyValue(options, 'onRequest');
    const fn = hook ? interceptor(context, hook) : null;
    const made = fn ? madeBy(context, callee.root) : null;
    if (fn && made && !context.classNodes.has(made))
      intercepted(context, made, callee.root.name, fn, OPENAPI_METHODS);
  }
}

function intercepted(context: FileContext, node: Node, name: string, fn: Node, methods = METHODS): void {
  const fact = addClass(context, node, name);
  fact.intercepted = true;
  for (const method of [...methods, ITSELF]) fact.methods[method] = context.functionId(fn);
}

/** The function that is handed to `use`, in place or by its name. */
function interceptor(context: FileContext, given: Node): Node | null {
  const node = unwrap(given);
  if (node.type !== 'Identifier') return wrappedFunction(node);
  const declared = context.bindings.variableOf(node)?.defs[0]?.node as Node | undefined;
  if (isFunction(declared)) return declared;
  return declared?.type === 'VariableDeclarator' && declared.init ? wrappedFunction(declared.init) : null;
}

/** The call that makes the client that a variable holds. */
function madeBy(context: FileContext, name: TSESTree.Identifier): Node | null {
  const variable = context.bindings.variableOf(name);
  const definition = variable?.defs[0];
  if (!variable || definition?.type !== 'Variable') return null;
  const declared = definition.node as TSESTree.VariableDeclarator;
  if (declared.id.type !== 'Identifier') return null;
  const assigned = context.bindings
    .referencesOf(variable)
    .map((reference) => reference.parent)
    .find((parent) => parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier');
  const made = declared.init ?? (assigned?.type === 'AssignmentExpression' ? assigned.right : null);
  const node = made ? unwrap(made) : null;
  return node?.type === 'CallExpression' ? node : null;
}
