/** Scopes and audience of a machine: providers want them written otherwise than for a user. */
import type { WirePart } from '@grant-migrate/analysis';
import type { ReasonCode } from '../reasons.js';

/** Scopes that speak of a user or of a refresh token (OpenID Connect Core 5.4 and 11). */
const USER_SCOPES = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access']);

/** Providers whose APIs answer a user's token alone. Reddit's application-only tokens have no account, Netatmo and tado know no such grant. */
const OF_USERS_ALONE = new Set(['netatmo', 'reddit', 'tado']);

/** The scope to ask for: a text that replaces the old one, `keep`, or `drop`. */
export type MachineScope = { text: string } | 'keep' | 'drop';

/**
 * Okta: at least one custom scope and never `openid`. Entra v2: exactly `{resource}/.default`; v1 has `resource` instead.
 * Auth0: an audience. Salesforce: the organization's own host, `onMyDomain`. Others take the scopes of the API as they are.
 */
export function machineScope(
  provider: string | null,
  scope: WirePart | undefined,
  parameters: ReadonlySet<string>,
  onMyDomain = false,
): MachineScope | ReasonCode {
  const text = scope?.value.kind === 'text' ? scope.value.text : undefined;
  if (provider !== null && OF_USERS_ALONE.has(provider)) return 'provider-without-client-credentials';
  if (provider === 'salesforce' && !onMyDomain) return 'my-domain-needed';
  if (provider === 'auth0' && !parameters.has('audience')) return 'scope-unknown';
  if (provider === 'entra' && !parameters.has('resource')) return entraScope(text);
  if (!scope) return provider === 'okta' ? 'scope-unknown' : 'keep';
  // What configuration holds cannot be looked at: Okta refuses `openid`, the others are asked as before.
  if (text === undefined) return provider === 'okta' ? 'scope-unknown' : 'keep';
  const all = text.split(/\s+/).filter(Boolean);
  const custom = all.filter((name) => !USER_SCOPES.has(name));
  if (custom.length === all.length) return 'keep';
  if (custom.length > 0) return { text: custom.join(' ') };
  return provider === 'okta' ? 'scope-unknown' : 'drop';
}

/** `https://graph.microsoft.com/User.Read offline_access` becomes `https://graph.microsoft.com/.default`. */
function entraScope(text: string | undefined): MachineScope | ReasonCode {
  if (text === undefined) return 'scope-unknown';
  const names = text.split(/\s+/).filter((name) => name !== '' && !USER_SCOPES.has(name));
  const resources = new Set(
    names.map((name) =>
      name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : 'https://graph.microsoft.com',
    ),
  );
  const [resource, ...others] = resources;
  // A scope without a resource is one of Microsoft Graph.
  if (!resource || others.length > 0) return 'scope-unknown';
  return names.length === 1 && names[0] === `${resource}/.default` && text.trim() === names[0]
    ? 'keep'
    : { text: `${resource}/.default` };
}
