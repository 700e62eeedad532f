/** Routes that are calls of a method's name: `app.post('/login', handler)`, the way of most frameworks. */
import { ts } from 'ts-morph';
import type { Route } from './dialect.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'all']);

export function routeOfCall(fn: ts.Node): Omit<Route, 'handler'> | null {
  const call = fn.parent;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null;
  const method = call.expression.name.text;
  // The last argument answers; those before are middleware.
  if (!METHODS.has(method) || call.arguments.at(-1) !== fn) return null;
  const owner = call.expression.expression;
  if (ts.isIdentifier(owner)) {
    if (call.arguments.length < 2) return null;
    return { method, owner: owner.text, path: constant(call.arguments[0]) };
  }
  // router.route('/login').post(handler)
  if (!ts.isCallExpression(owner) || !/\.route$/.test(owner.expression.getText())) return null;
  return {
    method,
    owner: owner.expression.getText().replace(/\.route$/, ''),
    path: constant(owner.arguments[0]),
  };
}

function constant(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}
