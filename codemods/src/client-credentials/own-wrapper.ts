/**
 * A function of the application that is given the request as an object (`this._request({ url, form: { grant_type: 'password', … } })`):
 * the call is answered again as for the cached client, and the object becomes a machine's where every member of it is written down.
 */
import { ts } from 'ts-morph';
import type { RequestSite, WirePart } from '@grant-migrate/analysis';
import { httpRequest, toCachedClient } from '../cached-client/migrate-site.js';
import { usesOf } from '../cached-client/result-uses.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { argumentObject, valueOf, withoutMembers, type ArgumentObject } from '../sdk/argument-object.js';
import { contains, spanOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { quoted } from '../source/style.js';
import { USER_PARAMETERS } from './machine-request.js';
import { machineScope } from './machine-scope.js';
import { withRegistration } from './registration.js';
import { userUse } from './user-uses.js';

const BODIES = ['data', 'form', 'body', 'json', 'params', 'qs', 'payload'];

export function wrapperToClientCredentials(
  context: SiteContext,
  site: RequestSite,
): SiteRewrite | ReasonCode {
  const request = httpRequest(context, site);
  if (typeof request === 'string') return request;
  if (site.actor !== 'machine') return 'not-a-machine';
  const payload = payloadOf(context.parsed, request.call);
  if (!payload) return 'payload-opaque';
  const { members } = payload;
  const grant = valueOf(members.get('grant_type'))!;
  if (!ts.isStringLiteralLike(grant)) return 'grant-unknown';
  const secret = valueOf(members.get('client_secret'));
  if (!secret || (ts.isStringLiteralLike(secret) && secret.text === '')) return 'no-client-secret';
  const account = ['username', 'password'].map((name) => valueOf(members.get(name)));
  const inTheWay = userUse(context, account, request.call, usesOf(request.flow));
  if (inTheWay) return inTheWay;

  const changes = changesOf(context, site, payload, grant);
  if (typeof changes === 'string') return changes;
  const kept = toCachedClient(context, site);
  if (typeof kept === 'string') return kept;
  const around = kept.edits.filter((one) => !changes.some((other) => contains(other, one)));
  return withRegistration({ ...kept, edits: [...around, ...changes] });
}

function changesOf(
  { parsed, style }: SiteContext,
  site: RequestSite,
  { members }: ArgumentObject,
  grant: ts.Expression,
): SiteRewrite['edits'] | ReasonCode {
  const value = valueOf(members.get('scope'));
  const wanted = machineScope(site.provider, value && partOf(value), new Set(members.keys()));
  if (typeof wanted === 'string' && wanted !== 'keep' && wanted !== 'drop') return wanted;
  const gone = [...members].filter(
    ([name]) => USER_PARAMETERS.has(name) || (name === 'scope' && wanted === 'drop'),
  );
  const removals = withoutMembers(
    parsed,
    gone.map(([, member]) => member),
  );
  if (!removals) return 'shape-not-modelled';
  const edits = [{ ...spanOf(grant), text: quoted('client_credentials', style) }, ...removals];
  if (value && typeof wanted === 'object') edits.push({ ...spanOf(value), text: quoted(wanted.text, style) });
  return edits;
}

function partOf(value: ts.Expression): WirePart {
  const span = spanOf(value);
  return {
    key: 'scope',
    span,
    value: ts.isStringLiteralLike(value)
      ? { kind: 'text', text: value.text, span }
      : { kind: 'expression', span },
    conditional: false,
  };
}

/** The object with the grant in it: an argument, or the body within one. */
function payloadOf(parsed: ParsedFile, call: ts.CallExpression): ArgumentObject | null {
  for (const argument of call.arguments) {
    const options = argumentObject(parsed, argument);
    if (options?.members.has('grant_type')) return options;
    for (const name of BODIES) {
      const body = options && argumentObject(parsed, valueOf(options.members.get(name)));
      if (body?.members.has('grant_type')) return body;
    }
  }
  return null;
}
