/** Clients that are not called like an HTTP client of promises: their own cached form, and the body of a machine in it. */
import type { RequestSite } from '@grant-migrate/analysis';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, contains } from '../source/nodes.js';
import { parameterEdits } from './edit-in-place.js';
import { machineRequest } from './machine-request.js';
import { withRegistration } from './registration.js';
import { userWords } from './user-uses.js';

export function toMachineInOwnWay(
  context: SiteContext,
  site: RequestSite,
  cached: (context: SiteContext, site: RequestSite) => SiteRewrite | ReasonCode,
): SiteRewrite | ReasonCode {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call) return 'shape-not-modelled';
  const machine = machineRequest(context.parsed, site);
  if (typeof machine === 'string') return machine;
  const inTheWay = userWords(context, site, call);
  if (inTheWay) return inTheWay;
  const edits = parameterEdits(context, machine);
  if (!edits) return 'shape-not-modelled';
  const kept = site.reused ? 'already-reused' : cached(context, site);
  if (kept === 'already-reused') return withRegistration({ edits, kept: [], imports: [], form: 'other' });
  if (typeof kept === 'string') return kept;
  const around = kept.edits.filter((one) => !edits.some((other) => contains(other, one)));
  return withRegistration({ ...kept, edits: [...around, ...edits] });
}
