/** The provider that takes the place of the password: next-auth's own for it, or OpenID Connect by discovery. */
import { ts } from 'ts-morph';
import type { RequestSite, Span } from '@grant-migrate/analysis';
import { nodeAt } from '../../../source/nodes.js';
import { capturedNames } from '../../../source/scope.js';
import { quoted } from '../../../source/style.js';
import { askedText, scopesIn } from '../../asked.js';
import { majorOf } from '../../major.js';
import type { SdkContext } from '../sdk-rewire.js';

export interface Provider {
  id: string;
  /** The module of its default export; null where the object is written out. */
  module: string | null;
  name: string;
  members: { name: string; value: string }[];
  steps: string[];
  /** Pieces of the old request that stand in the options now. */
  kept: Span[];
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
  const derived = issuerOf(context, site, own?.endpoint);
  const issuer = derived ?? fromEnvironment(context, 'OIDC_ISSUER', 'the issuer', steps);
  const clientId =
    sent(context, site, 'client_id') ?? fromEnvironment(context, 'OIDC_CLIENT_ID', 'the client ID', steps);
  const clientSecret =
    sent(context, site, 'client_secret') ??
    fromEnvironment(context, 'OIDC_CLIENT_SECRET', 'the client’s secret', steps);
  const { style } = context;
  const kept = [...(derived !== null && site.wire?.url ? [site.wire.url] : []), ...clientSpans(site)];
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
      kept,
    };
  return {
    id: 'oidc',
    module: null,
    name: '',
    members: [...byDiscovery(context, issuer), ...shared],
    steps,
    kept,
  };
}

function clientSpans({ wire }: RequestSite): Span[] {
  const parts = wire?.parameters.filter(({ key }) => key === 'client_id' || key === 'client_secret') ?? [];
  return parts.flatMap(({ value }) => (value.span ? [value.span] : []));
}

function byDiscovery({ application, style }: SdkContext, issuer: string): Provider['members'] {
  const named = [
    { name: 'id', value: quoted('oidc', style) },
    { name: 'name', value: quoted('OpenID Connect', style) },
  ];
  if (majorOf(application.manifest, 'next-auth') !== 4)
    return [...named, { name: 'type', value: quoted('oidc', style) }, { name: 'issuer', value: issuer }];
  const cast = application.language === 'ts' ? ' as const' : '';
  const typed =
    application.language === 'ts'
      ? ': { sub: string; name?: string; preferred_username?: string; email?: string }'
      : '';
  return [
    ...named,
    { name: 'type', value: `${quoted('oauth', style)}${cast}` },
    { name: 'wellKnown', value: `\`\${${issuer}}/.well-known/openid-configuration\`` },
    { name: 'idToken', value: 'true' },
    {
      name: 'profile',
      // Not every server names the person in the ID token; what was typed at the login must not become nothing.
      value: `(profile${typed}) => ({ id: profile.sub, name: profile.name ?? profile.preferred_username ?? profile.sub, email: profile.email })`,
    },
  ];
}

/** The address of the token endpoint without what every server of this kind puts behind its issuer. */
function issuerOf(context: SdkContext, site: RequestSite, endpoint: RegExp | undefined): string | null {
  const url = site.wire?.url;
  const node = url && nodeAt(context.parsed, url);
  if (!node || !endpoint) return null;
  const isText = ts.isStringLiteralLike(node);
  const pieces = ts.isTemplateExpression(node) ? node.templateSpans.map(({ expression }) => expression) : [];
  if (!isText && (pieces.length === 0 || !pieces.every((piece) => isReadable(context, piece)))) return null;
  const text = node.getText();
  const inner = text.slice(1, -1);
  if (!endpoint.test(inner)) return null;
  const issuer = inner.replace(endpoint, '').replace(/\/oauth2$/, '');
  // One expression and nothing around it needs no template.
  const [, alone] = /^\$\{([^{}]+)\}$/.exec(issuer) ?? [];
  if (!alone) return `${text[0]}${issuer}${text[0]}`;
  return context.application.language === 'ts' && /^process\.env\.\w+$/.test(alone)
    ? `${alone} ?? ${quoted('', context.style)}`
    : alone;
}

/** What the request sent, where it means the same beside the options. */
function sent(context: SdkContext, site: RequestSite, key: string): string | null {
  const part = site.wire?.parameters.find((one) => one.key === key);
  if (!part) return null;
  if (part.value.kind === 'text') return quoted(part.value.text, context.style);
  return movable(context, part.value.span);
}

function movable(context: SdkContext, span: Span): string | null {
  const node = nodeAt(context.parsed, span);
  if (!node || !isReadable(context, node)) return null;
  const text = node.getText();
  // next-auth wants a string, and the environment may have none.
  return context.application.language === 'ts' && /^process\.env\.\w+$/.test(text)
    ? `${text} ?? ${quoted('', context.style)}`
    : text;
}

/** Environment, imports and constants of the module: they are the same beside the options as in `authorize`. */
function isReadable({ parsed }: SdkContext, node: ts.Node): boolean {
  let root: ts.Node = node;
  while (ts.isPropertyAccessExpression(root) || ts.isNonNullExpression(root) || ts.isAsExpression(root))
    root = root.expression;
  return ts.isIdentifier(root) && capturedNames(parsed, node, parsed.tree).length === 0;
}

function fromEnvironment(
  { application, style }: SdkContext,
  name: string,
  what: string,
  steps: string[],
): string {
  steps.push(`Set \`${name}\`: ${what}.`);
  return application.language === 'ts'
    ? `process.env.${name} ?? ${quoted('', style)}`
    : `process.env.${name}`;
}

/** As asked for before, with what the profile is made of. */
function scopeOf(site: RequestSite): string | null {
  const text = askedText(site, 'scope');
  if (text === null) return null;
  return [...new Set(['openid', 'profile', 'email', ...scopesIn(text)])].join(' ');
}
