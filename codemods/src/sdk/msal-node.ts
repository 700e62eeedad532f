/** msal-node: a confidential client keeps the tokens of client credentials; a password is sent each time. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, memberName } from '../source/nodes.js';
import { cachedSdkCall } from './cached-call.js';
import { hoist, madeBy } from './hoist.js';

export function msalToCachedClient(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  if (memberName(call.expression) !== 'acquireTokenByClientCredential')
    return cachedSdkCall(context, call, { edits: [] }, site.client);
  const made = madeBy(context, (call.expression as ts.PropertyAccessExpression).expression);
  return made ? hoist(context, made) : 'shape-not-modelled';
}
