/** The provider that takes the place of the password: next-auth's own for it, or OpenID Connect by discovery. */
import type { RequestSite, Span } from '@grant-migrate/analysis';
import { quoted } from '../../../source/style.js';
import type { SdkContext } from '../sdk-rewire.js';

export interface Provider {
  id: string;
  /** The module of its default export; null where the object is written out. */
  module: string | null;
  name: string;
  members: { name: string; value: string }[];
  steps: string[];
}

/** next-auth's providers that take an issuer, in version 4 and 5 alike, and what their token endpoints end with. */
const OWN: Readonly<Record<string, { id: string; name: string; endpoint: RegExp }>> = {
  okta: { id: 'okta', name: 'OktaProvider', endpoint: /\/v1\/token$/ },
  auth0: { id: 'auth0', name: 'Auth0Provider', endpoint: /\/oauth\/token$/ },
  keycloak: { id: 'keycloak', name: 'KeycloakProvider', endpoint: /\/protocol\/openid-connect\/token$/ },
  cognito: { id: 'cognito', name: 'CognitoProvider', endpoint: /$^/ },
};

export function providerFor(context: SdkContext, site: RequestSite): Provider {
  const own = OWN[site.provider ?? ''];
  const steps: string[] = [];
  const issuer =
    issuerOf(context, site, own?.endpoint) ?? fromEnvironment(context, 'OIDC_ISSUER', 'the issuer', steps);
  const clientId =
    sent(context, site, 'client_id') ?? fromEnvironment(context, 'OIDC_CLIENT_ID', 'the client ID', steps);
  const clientSecret =
    sent(context, site, 'client_secret') ??
    fromEnvironment(context, 'OIDC_CLIENT_SECRET', 'the client’s secret', steps);
  const { style } = context;
  const scope = scopeOf(site);
  const shared = [
    { name: 'clientId', value: clientId },
    { name: 'clientSecret', value: clientSecret },
    ...(scope ? [{ name: 'authorization', value: `{ params: { scope: ${quoted(scope, style)} } }` }] : []),
    // Version 4 sends state alone unless it is told.
    {
      name: 'checks',
      value: `[${['pkce', 'state', 'nonce'].map((check) => quoted(check, style)).join(', ')}]`,
    },
  ];
  if (own)
    return {
      id: own.id,
      module: `next-auth/providers/${own.id}`,
      name: own.name,
      members: [{ name: 'issuer', value: issuer }, ...shared],
      steps,
    };
  return { id: 'oidc', module: null, name: '', members: [...byDiscovery(context, issuer), ...shared], steps };
}

function byDiscovery({ application, style }: SdkContext, issuer: string): Provider['members'] {
  const named = [
    { name: 'id', value: quoted('oidc', style) },
    { name: 'name', value: quoted('OpenID Connect', style) },
  ];
  if (!isVersion4(application.manifest.text))
    return [...named, { name: 'type', value: quoted('oidc', style) }, { name: 'issuer', value: issuer }];
  const cast = application.language === 'ts' ? ' as const' : '';
  const typed = application.language === 'ts' ? ': { sub: string; name?: string; email?: string }' : '';
  return [
    ...named,
    { name: 'type', value: `${quoted('oauth', style)}${cast}` },
    { name: 'wellKnown', value: `\`\${${issuer}}/.well-known/openid-configuration\`` },
    { name: 'idToken', value: 'true' },
    {
      name: 'profile',
      value: `(profile${typed}) => ({ id: profile.sub, name: profile.name, email: profile.email })`,
    },
  ];
}

function isVersion4(manifest: string): boolean {
  return /"next-auth"\s*:\s*"[^"\d]*4\b/.test(manifest);
}

/** The address of the token endpoint without what every server of this kind puts behind its issuer. */
function issuerOf({ parsed }: SdkContext, site: RequestSite, endpoint: RegExp | undefined): string | null {
  const url = site.wire?.url;
  if (!url || !endpoint) return null;
  const text = parsed.text.slice(url.start, url.end);
  const quote = text.at(0)!;
  if (!/['"`]/.test(quote) || text.at(-1) !== quote || !isMovable(text)) return null;
  const inner = text.slice(1, -1);
  return endpoint.test(inner)
    ? `${quote}${inner.replace(endpoint, '').replace(/\/oauth2$/, '')}${quote}`
    : null;
}

/** What the request sent, where it means the same beside the options. */
function sent(context: SdkContext, site: RequestSite, key: string): string | null {
  const part = site.wire?.parameters.find((one) => one.key === key);
  if (!part) return null;
  if (part.value.kind === 'text') return quoted(part.value.text, context.style);
  return movable(context, part.value.span);
}

function movable({ parsed, application }: SdkContext, span: Span): string | null {
  const text = parsed.text.slice(span.start, span.end);
  if (!/^process\.env\.\w+(!| \?\? ''| as string)?$/.test(text)) return null;
  return application.language === 'ts' && /\w$/.test(text) && !text.endsWith('string')
    ? `${text} ?? ''`
    : text;
}

/** Nothing in it but environment variables. */
function isMovable(text: string): boolean {
  return [...text.matchAll(/\$\{([^}]*)\}/g)].every(([, inner]) => /^process\.env\.\w+!?$/.test(inner!));
}

function fromEnvironment({ application }: SdkContext, name: string, what: string, steps: string[]): string {
  steps.push(`Set \`${name}\`: ${what}.`);
  return application.language === 'ts' ? `process.env.${name} ?? ''` : `process.env.${name}`;
}

/** As asked for before, with what the profile is made of. */
function scopeOf(site: RequestSite): string | null {
  const value = site.wire?.parameters.find(({ key }) => key === 'scope')?.value;
  if (value?.kind !== 'text') return null;
  return [...new Set(['openid', 'profile', 'email', ...value.text.split(' ').filter(Boolean)])].join(' ');
}
