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

/** `app.route({ method: 'POST', url: '/login', handler })`. */
export function routeOfObject(fn: ts.Node): Omit<Route, 'handler'> | null {
  const member = fn.parent;
  const options = ts.isPropertyAssignment(member) ? member.parent : fn.parent;
  const name = ts.isPropertyAssignment(member) || ts.isMethodDeclaration(fn) ? nameOf(member, fn) : undefined;
  if (name !== 'handler' || !ts.isObjectLiteralExpression(options)) return null;
  const call = options.parent;
  if (!ts.isCallExpression(call) || !/\.route$/.test(call.expression.getText())) return null;
  const valueOf = (key: string): string | null => {
    const property = options.properties.find((candidate) => candidate.name?.getText() === key);
    return property && ts.isPropertyAssignment(property) ? constant(property.initializer) : null;
  };
  const method = valueOf('method')?.toLowerCase();
  return method
    ? { method, path: valueOf('url'), owner: call.expression.getText().replace(/\.route$/, '') }
    : null;
}

function nameOf(member: ts.Node, fn: ts.Node): string | undefined {
  if (ts.isPropertyAssignment(member)) return member.name.getText();
  return ts.isMethodDeclaration(fn) ? fn.name.getText() : undefined;
}
