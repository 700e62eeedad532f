/** What the password requests asked for, as far as it stands in the source as text. */
import type { RequestSite } from '@grant-migrate/analysis';

/** The text of a parameter; null where it is worked out or not sent. */
export function askedText({ wire }: RequestSite, name: string): string | null {
  const value = wire?.parameters.find(({ key }) => key === name)?.value;
  return value?.kind === 'text' ? value.text : null;
}

/** Scopes in their order, each once: without them the API refuses the token that the new flow brings. */
export function askedScopes(sites: readonly RequestSite[]): string[] {
  return [...new Set(sites.flatMap((site) => scopesIn(askedText(site, 'scope') ?? '')))];
}

export function scopesIn(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
