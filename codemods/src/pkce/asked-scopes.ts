/** What the password requests asked for: without it the API refuses the token that the new flow brings. */
import type { RequestSite } from '@grant-migrate/analysis';

/** Scopes that stand in the source as texts, in their order, each once. */
export function askedScopes(sites: readonly RequestSite[]): string[] {
  const asked = sites.flatMap(({ wire }) => {
    const value = wire?.parameters.find(({ key }) => key === 'scope')?.value;
    return value?.kind === 'text' ? value.text.split(/\s+/).filter(Boolean) : [];
  });
  return [...new Set(asked)];
}
