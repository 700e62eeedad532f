/** Token payloads that a file exports for others to send: `module.exports = { method, url, data: { grant_type } }`. */
import type { ExportedPayload } from '../facts.js';
import { mentions } from '../source/mentions.js';
import { isFunction, type Node } from '../values/bindings.js';
import { payloadOf } from '../values/payload.js';
import { textsOf } from '../values/value.js';
import type { FileContext } from './context.js';
import { grantEntries, isTokenPayload, looksLikeTokenUrl } from './payloads.js';
import { refOf } from './refs.js';
import { requestFrom } from './request-facts.js';
import { returnedNodes } from './returns.js';
import { payloadsWithin } from './weak-requests.js';

const GRANT = /grant/i;

/** What is sent when an exported value, or what an exported function returns, is sent. */
export function payloadsOfExport(context: FileContext, name: string, node: Node): ExportedPayload[] {
  if (!mentions(context.tree, GRANT)) return [];
  const ref = refOf(context, node);
  const fn = ref?.kind === 'function' ? context.functions[ref.fn] : isFunction(node) ? node : null;
  const values = fn ? returnedNodes(fn) : [node];
  return values.flatMap((value) => {
    const payload = payloadOf(context.values, context.values.evaluate(value));
    const url = (payload?.entries ?? [])
      .filter(({ key, node: at }) => /^ur[il]$/.test(key) && at !== null)
      .flatMap((entry) => textsOf(context.values.evaluate(entry.node!)))
      .join(' ');
    const payloads = payloadsWithin(context, payload, 0).filter(
      (one) => grantEntries(one).length > 0 && isTokenPayload(one, looksLikeTokenUrl(url)),
    );
    if (payloads.length === 0) return [];
    const request = requestFrom(context, value, value, {
      client: 'call',
      kind: 'http',
      sink: 'weak',
      payloads,
      url,
      grantless: false,
      reads: [value],
      basic: null,
      wire: null,
    });
    return [{ name, made: fn ? context.functionId(fn) : null, request }];
  });
}
