/** The third form: the call stays as it is, the token client's drop-in stands between it and the HTTP client. */
import { ts } from 'ts-morph';
import { memberName } from '../source/nodes.js';
import type { LocalNames } from '../source/import-names.js';
import type { Transport } from './clients.js';
import { TRANSPORTS, type SiteRewrite } from './rewrite.js';

/** What stands before the call's arguments: the client, and the member that is called. */
interface ClientCall {
  client: ts.Expression;
  member: string | undefined;
}

/**
 * Wraps the client of this call: `axios.post(…)` becomes `cachedAxios(axios).post(…)`, `fetch(…)` becomes
 * `cachedFetch(fetch)(…)`. Null when the client cannot be told from the call, or is called in a way that the drop-in
 * does not answer.
 */
export function wrapClient(call: ts.Expression, transport: Transport, names: LocalNames): SiteRewrite | null {
  const found = ts.isCallExpression(call) ? clientOf(call, transport) : null;
  if (!found) return null;
  const { client, member } = found;
  if (member === undefined ? !transport.callable : !transport.members.includes(member)) return null;
  const module = transport.module ?? TRANSPORTS;
  const local = names.localFor(module, transport.name);
  return {
    edits: [{ start: client.getStart(), end: client.end, text: `${local}(${client.getText()})` }],
    kept: [{ start: client.getStart(), end: client.end }],
    imports: [{ module, name: transport.name }],
    form: 'transport',
  };
}

/** The callee of the first call of a chain (`superagent.post(url).send(body)`), taken apart. */
function clientOf(call: ts.CallExpression, transport: Transport): ClientCall | null {
  let callee: ts.Expression = call.expression;
  while (ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression))
    callee = callee.expression.expression;
  const member = memberName(callee);
  if (member === undefined) return ts.isIdentifier(callee) ? { client: callee, member } : null;
  const receiver = (callee as ts.PropertyAccessExpression).expression;
  if (transport.members.includes(member)) return { client: receiver, member };
  // The client itself, as a member of something: `axios.default(…)`, `globalThis.fetch(…)`, `this.http(…)`.
  const isVerb = /^(get|put|patch|delete|head|options|postForm|putForm|request)$/.test(member);
  return isVerb ? null : { client: callee, member: undefined };
}
