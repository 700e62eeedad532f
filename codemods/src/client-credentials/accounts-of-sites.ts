/** Accounts that the sites of a project sign in with by one client: with the client's own token all of them would be one. */
import type { RequestSite } from '@grant-migrate/analysis';
import { accountOfSite, type SiteAccount } from '../accounts/of-site.js';
import type { SiteContext } from '../cached-client/site-context.js';

/** Whether another site signs in somebody else by the same client. */
export type OtherAccounts = (site: RequestSite) => boolean;

/** `contextOf` is null for a file that cannot be read. */
export function otherAccounts(
  requests: readonly RequestSite[],
  contextOf: (file: string) => SiteContext | null,
): OtherAccounts {
  let accounts: Map<RequestSite, SiteAccount> | undefined;
  const read = (): Map<RequestSite, SiteAccount> =>
    new Map(
      requests
        .filter(({ grant, actor }) => grant === 'password' && actor === 'machine')
        .flatMap((site) => {
          const context = contextOf(site.file);
          return context ? [[site, accountOfSite(context, site)] as const] : [];
        }),
    );
  return (site) => {
    accounts ??= read();
    const own = accounts.get(site);
    // One that cannot be told is refused where it is migrated; a client that cannot be told may be the same.
    if (!own || own.user === null) return false;
    return [...accounts].some(
      ([{ provider }, { user, client }]) =>
        provider === site.provider &&
        user !== null &&
        user !== own.user &&
        (client === own.client || client === null || own.client === null),
    );
  };
}
