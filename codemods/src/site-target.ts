/** Which migration a site gets, and whether it may have one at all. */
import type { RequestSite } from '@grant-migrate/analysis';
import { toCachedClient } from './cached-client/migrate-site.js';
import { isEndedByCode } from './cached-client/ended-token.js';
import { isCheckOfCredentials } from './cached-client/checked-credentials.js';
import { isKeptByTimer } from './cached-client/kept-by-timer.js';
import { isTokenClientCall } from './cached-client/token-client-call.js';
import { callAt } from './source/nodes.js';
import { nestRequest } from './cached-client/nest-http.js';
import type { SiteRewrite } from './cached-client/rewrite.js';
import type { SiteContext } from './cached-client/site-context.js';
import { isChosenByGrant } from './client-credentials/chosen-grant.js';
import { keyedToClientCredentials } from './client-credentials/keyed-request.js';
import { toClientCredentials } from './client-credentials/migrate-site.js';
import { wrapperToClientCredentials } from './client-credentials/own-wrapper.js';
import { toMachineInOwnWay } from './client-credentials/own-way.js';
import type { MigrationTarget } from './options.js';
import type { ReasonCode } from './reasons.js';
import { wretchRequest } from './cached-client/wretch.js';
import { adalToClientCredentials } from './sdk/adal-node.js';
import { azureToClientCredentials } from './sdk/azure-identity.js';
import { sdkMigrations } from './sdk/index.js';
import { sdkToClientCredentials } from './sdk/machine.js';

export interface SiteResult {
  /** The target in the end: `auto` chooses one. */
  to: Exclude<MigrationTarget, 'auto'>;
  rewrite: SiteRewrite | ReasonCode;
}

export function migrateSite(context: SiteContext, site: RequestSite, to: MigrationTarget): SiteResult {
  const result = rewritten(context, site, to);
  if (typeof result.rewrite === 'string' || site.reused) return result;
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call) return result;
  if (isEndedByCode(context, call)) return { ...result, rewrite: 'token-ended-by-code' };
  if (isCheckOfCredentials(context, call)) return { ...result, rewrite: 'credentials-checked' };
  return isKeptByTimer(context, call) ? { ...result, rewrite: 'renewed-by-timer' } : result;
}

function rewritten(context: SiteContext, site: RequestSite, to: MigrationTarget): SiteResult {
  if (to === 'auto') return chosen(context, site);
  if (to === 'client-credentials') return { to, rewrite: ownGrant(context, site) };
  if (to === 'cached-client') return { to, rewrite: cached(context, site) };
  return { to, rewrite: site.actor === 'interactive-user' ? 'scaffold-needed' : 'not-a-person' };
}

type Way = (context: SiteContext, site: RequestSite) => SiteRewrite | ReasonCode;

/** HTTP clients that are not called like one of promises. */
const ownWays: Record<string, Way> = { 'nest-http': nestRequest, wretch: wretchRequest };

function cached(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  if (site.client === 'token-client') return 'already-reused';
  return (ownWays[site.client] ?? sdkMigrations[site.client] ?? toCachedClient)(context, site);
}

function ownGrant(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  if (site.grant === 'client_credentials') return cached(context, site);
  if (isChosenByGrant(context, site)) return 'grant-unknown';
  if (context.hasOtherAccounts(site)) return 'account-not-single';
  if (site.client === 'azure-identity') return azureToClientCredentials(context, site);
  if (site.client === 'adal-node') return adalToClientCredentials(context, site);
  if (site.client === 'token-client') return keyedToClientCredentials(context, site);
  if (site.kind === 'sdk') return sdkToClientCredentials(context, site);
  if (site.client === 'call' && !site.wire) return wrapperToClientCredentials(context, site);
  const own = ownWays[site.client];
  return own ? toMachineInOwnWay(context, site, own) : toClientCredentials(context, site);
}

/** A machine gets its own grant where that is safe, and else a cached client. */
function chosen(context: SiteContext, site: RequestSite): SiteResult {
  const own = ownGrant(context, site);
  if (typeof own !== 'string')
    return { to: site.grant === 'client_credentials' ? 'cached-client' : 'client-credentials', rewrite: own };
  // A cache stands in front of it: a second one is not put there, and what is in the way of the grant remains to be said.
  if (site.reused && !isMigrated(context, site)) return { to: 'client-credentials', rewrite: own };
  const kept = cached(context, site);
  return {
    to: 'cached-client',
    rewrite: typeof kept === 'string' ? kept : { ...kept, note: keptGrantNote(site, own, kept.note) },
  };
}

/** An earlier run has put the token client there. */
function isMigrated(context: SiteContext, site: RequestSite): boolean {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  return site.client === 'token-client' || (call !== undefined && isTokenClientCall(context, call));
}

function keptGrantNote(site: RequestSite, reason: ReasonCode, note: string | undefined): string {
  const kept = site.grant === 'password' ? `The password grant stays: ${reason}.` : undefined;
  return [kept, note].filter(Boolean).join(' ');
}

/** The target that a refused site would have had. */
export function targetOf(site: RequestSite, to: MigrationTarget): SiteResult['to'] {
  if (to !== 'auto') return to;
  return site.actor === 'interactive-user' ? 'pkce' : 'cached-client';
}
