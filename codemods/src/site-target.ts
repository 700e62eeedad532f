/** Which migration a site gets, and whether it may have one at all. */
import type { RequestSite } from '@grant-migrate/analysis';
import { toCachedClient } from './cached-client/migrate-site.js';
import type { SiteRewrite } from './cached-client/rewrite.js';
import type { SiteContext } from './cached-client/site-context.js';
import { toClientCredentials } from './client-credentials/migrate-site.js';
import type { MigrationTarget } from './options.js';
import type { ReasonCode } from './reasons.js';

export interface SiteResult {
  /** The target in the end: `auto` chooses one. */
  to: Exclude<MigrationTarget, 'auto'>;
  rewrite: SiteRewrite | ReasonCode;
}

export function migrateSite(context: SiteContext, site: RequestSite, to: MigrationTarget): SiteResult {
  if (to === 'auto') return chosen(context, site);
  if (to === 'client-credentials') return { to, rewrite: toClientCredentials(context, site) };
  if (to === 'cached-client') return { to, rewrite: toCachedClient(context, site) };
  return { to, rewrite: site.actor === 'interactive-user' ? 'scaffold-needed' : 'not-a-person' };
}

/** A machine gets its own grant where that is safe, and else a cached client. */
function chosen(context: SiteContext, site: RequestSite): SiteResult {
  const own = toClientCredentials(context, site);
  if (typeof own !== 'string')
    return { to: site.grant === 'client_credentials' ? 'cached-client' : 'client-credentials', rewrite: own };
  const cached = toCachedClient(context, site);
  return {
    to: 'cached-client',
    rewrite: typeof cached === 'string' ? cached : { ...cached, note: keptGrantNote(site, own, cached.note) },
  };
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
