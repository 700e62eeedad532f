/** Keycloak's admin client keeps the token that `auth` brings, and asks for another at each `auth`. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isRecovery } from '../cached-client/recovering.js';
import { TRANSPORTS, type SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { isTokenClientCall } from '../cached-client/token-client-call.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, functionOf } from '../source/nodes.js';
import { madeBy } from './hoist.js';
import type { CallChanges } from './cached-call.js';

const REFRESHING = /\bgrant_?type\b['"]?\s*:\s*['"]refresh_token\b/i;

export function keycloakAdminToCachedClient(
  context: SiteContext,
  site: RequestSite,
): SiteRewrite | ReasonCode {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  return cachedAuth(context, call, { edits: [] }, site.grant === 'client_credentials');
}

/** `cachedKeycloakAdmin(client).auth(credentials)`. */
export function cachedAuth(
  context: SiteContext,
  call: ts.CallExpression,
  { edits }: CallChanges,
  isMachine: boolean,
): SiteRewrite | ReasonCode {
  if (isTokenClientCall(context, call)) return 'already-reused';
  if (isRecovery(call)) return 'renewed-after-refusal';
  // The client would be given the refresh token that the code has used up.
  if (!isMachine && REFRESHING.test(context.parsed.text)) return 'refreshed-by-hand';
  const { expression: callee } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken) return 'shape-not-modelled';
  const { expression: client } = callee;
  const made = madeBy(context, client);
  // With a password each client keeps to tokens of its own, for it refreshes them.
  if (!isMachine && made && !ts.isSourceFile(functionOf(made))) return 'sdk-without-reuse';
  const local = context.names.localFor(TRANSPORTS, 'cachedKeycloakAdmin');
  return {
    edits: [
      { start: client.getStart(), end: client.getStart(), text: `${local}(` },
      ...edits,
      { start: client.end, end: client.end, text: ')' },
    ],
    kept: [],
    imports: [{ module: TRANSPORTS, name: 'cachedKeycloakAdmin' }],
    form: 'other',
    note: 'The admin client asks for a token once, and is given it again until it expires.',
  };
}
