/** One password-grant request of a machine to client credentials, by the cached client. */
import type { RequestSite } from '@grant-migrate/analysis';
import { asKeyedCall } from '../cached-client/keyed-call.js';
import { httpRequest } from '../cached-client/migrate-site.js';
import { isMadeAnew } from '../cached-client/made-anew.js';
import { isTokenClientCall } from '../cached-client/token-client-call.js';
import { withRecovery } from '../cached-client/recovery.js';
import { usesOf } from '../cached-client/result-uses.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { editInPlace } from './edit-in-place.js';
import { machineRequest } from './machine-request.js';
import { withRegistration } from './registration.js';
import { accountOf, userUse } from './user-uses.js';

export function toClientCredentials(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const request = httpRequest(context, site);
  if (typeof request === 'string') return request;
  const machine = machineRequest(context.parsed, site);
  if (typeof machine === 'string') return machine;
  const inTheWay = userUse(context, accountOf(context, site), request.call, usesOf(request.flow));
  if (inTheWay) return inTheWay;
  const kept = site.reused || isTokenClientCall(context, request.call);
  if (!kept && isMadeAnew(context.parsed, request.call, machine.site.wire)) return 'key-not-computable';
  const { call, client, flow, leaves } = request;
  const keyed = kept ? null : asKeyedCall(context, machine.site, call, client, flow, leaves);
  if (!keyed && leaves) return 'token-leaves-process';
  const own = keyed ?? editInPlace(context, machine, request, kept);
  const rewrite = typeof own === 'string' || kept ? own : withRecovery(context, request.call, own);
  return typeof rewrite === 'string' ? rewrite : withRegistration(rewrite);
}
