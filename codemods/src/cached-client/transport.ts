/** The third form: the call stays as it is, the token client's drop-in stands between it and the HTTP client. */
import { ts } from 'ts-morph';
import { memberName } from '../source/nodes.js';
import { TRANSPORTS, type SiteRewrite } from './rewrite.js';

/** Members by which an HTTP client is called, so that what stands before them is the client. */
const CALL_MEMBERS = new Set(['post', 'request', 'get', 'put', 'postForm', 'patch', '$post']);

/**
 * Wraps the client of this call: `axios.post(…)` becomes `cachedAxios(axios).post(…)`, `fetch(…)` becomes
 * `cachedFetch(fetch)(…)`. Null when the client cannot be told from the call.
 */
export function wrapClient(call: ts.Expression, transport: string, local: string): SiteRewrite | null {
  const client = clientOf(call);
  if (!client) return null;
  const { text } = { text: client.getText() };
  return {
    edits: [{ start: client.getStart(), end: client.end, text: `${local}(${text})` }],
    kept: [{ start: client.getStart(), end: client.end }],
    imports: [{ module: TRANSPORTS, name: transport }],
    form: 'transport',
  };
}

/** The expression that is the HTTP client: called itself, or the receiver of the first call of a chain. */
function clientOf(call: ts.Expression): ts.Expression | null {
  if (!ts.isCallExpression(call)) return null;
  let callee: ts.Expression = call.expression;
  // A chain (`request.post(url).send(body)`): its first call is the client's.
  for (;;) {
    const receiver: ts.Expression | undefined = ts.isPropertyAccessExpression(callee)
      ? callee.expression
      : undefined;
    if (!receiver || !ts.isCallExpression(receiver)) break;
    callee = receiver.expression;
  }
  const member = memberName(callee);
  if (member !== undefined && CALL_MEMBERS.has(member))
    return (callee as ts.PropertyAccessExpression).expression;
  const plain = ts.isIdentifier(callee) || member === 'fetch' || member === 'default';
  return plain || ts.isPropertyAccessExpression(callee) ? callee : null;
}
