import { ts } from 'ts-morph';
import { TOKEN_CLIENT } from './rewrite.js';
import type { SiteContext } from './site-context.js';

/** A call that was migrated before, whoever did it. */
export function isTokenClientCall(context: SiteContext, call: ts.Node): boolean {
  for (
    let node: ts.Node = call;
    ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);
    node = node.expression
  ) {
    const root = ts.isCallExpression(node) ? node.expression : node;
    if (ts.isIdentifier(root) && context.names.isFrom(root.text, TOKEN_CLIENT)) return true;
  }
  return false;
}
