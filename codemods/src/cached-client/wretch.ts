/** wretch: a middleware is the drop-in, and stands innermost, where requests are sent. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';
import { callAt } from '../source/nodes.js';
import { isTokenClientCall } from './token-client-call.js';
import { keyProblem } from './key-problem.js';
import { isRecovery } from './recovering.js';
import { TRANSPORTS, type SiteRewrite } from './rewrite.js';
import type { SiteContext } from './site-context.js';

/** `wretch(url)` becomes `wretch(url).middlewares([() => cachedFetch()])`. */
export function wretchRequest(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const { parsed, names } = context;
  let call: ts.Node | undefined = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  while (ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression))
    call = call.expression.expression;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return 'shape-not-modelled';
  if (isTokenClientCall(context, call)) return 'already-reused';
  // A fetch of the application's own would be passed over.
  if (/\b(polyfills?|fetchPolyfill|polyfill)\s*\(/.test(parsed.text)) return 'shape-not-modelled';
  if (isRecovery(call)) return 'renewed-after-refusal';
  const problem = keyProblem(parsed, call, site.wire && { ...site.wire, method: 'POST' });
  if (problem) return problem;
  const local = names.localFor(TRANSPORTS, 'cachedFetch');
  return {
    edits: [{ start: call.end, end: call.end, text: `.middlewares([() => ${local}()])` }],
    kept: [],
    imports: [{ module: TRANSPORTS, name: 'cachedFetch' }],
    form: 'transport',
  };
}
