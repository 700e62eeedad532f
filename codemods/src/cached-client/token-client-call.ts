import { ts } from 'ts-morph';
import { walk } from '../source/nodes.js';
import { wholeChain } from './chain.js';
import { TOKEN_CLIENT } from './rewrite.js';
import type { SiteContext } from './site-context.js';

/** A call that was migrated before, whoever did it. */
export function isTokenClientCall(context: SiteContext, call: ts.Node): boolean {
  const isOfClient = (node: ts.Node): boolean =>
    ts.isIdentifier(node) && context.names.isFrom(node.text, TOKEN_CLIENT);
  const outermost = ts.isCallExpression(call) ? wholeChain(call) : call;
  for (
    let node: ts.Node = outermost;
    ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);
    node = node.expression
  ) {
    if (isOfClient(ts.isCallExpression(node) ? node.expression : node)) return true;
    if (ts.isCallExpression(node) && isMiddleware(node, isOfClient)) return true;
  }
  return false;
}

/** wretch's `.middlewares([() => cachedFetch()])` */
function isMiddleware(call: ts.CallExpression, isOfClient: (node: ts.Node) => boolean): boolean {
  const { expression: callee } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'middlewares') return false;
  let found = false;
  for (const argument of call.arguments) walk(argument, (node) => void (found ||= isOfClient(node)));
  return found;
}
