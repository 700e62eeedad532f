/**
 * The second step: a call of the token client that still asks with a user's password (what the cached client made of it), to client
 * credentials. The call stays; its grant changes, and what spoke of the user goes.
 */
import { ts } from 'ts-morph';
import type { RequestSite, WirePart } from '@grant-migrate/analysis';
import { clientResult } from '../cached-client/clients.js';
import { followResult } from '../cached-client/result-flow.js';
import { usesOf } from '../cached-client/result-uses.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { argumentObject, valueOf, withoutMembers, type ArgumentObject } from '../sdk/argument-object.js';
import { importedNames } from '../source/import-names.js';
import { callAt, memberName, spanOf } from '../source/nodes.js';
import { quoted } from '../source/style.js';
import { USER_PARAMETERS } from './machine-request.js';
import { machineScope } from './machine-scope.js';
import { isMyDomain } from './my-domain.js';
import { withRegistration } from './registration.js';
import { userUse } from './user-uses.js';

type Member = ts.ObjectLiteralElementLike;

export function keyedToClientCredentials(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const { parsed, style } = context;
  if (site.actor !== 'machine') return 'not-a-machine';
  const call = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call)) return 'shape-not-modelled';
  const request = argumentObject(parsed, call.arguments[0]);
  const grant = request && argumentObject(parsed, valueOf(request.members.get('grant')));
  const further = request?.members.has('parameters')
    ? argumentObject(parsed, valueOf(request.members.get('parameters')))
    : undefined;
  if (!request || !grant || further === null) return 'payload-opaque';
  if (!hasClientSecret(request, further)) return 'no-client-secret';
  const type = valueOf(grant.members.get('type'));
  if (!type || !ts.isStringLiteralLike(type)) return 'grant-unknown';

  const client = clientResult(`token-client.${exportedName(context, call)}`);
  if (!client) return 'shape-not-modelled';
  const account = ['username', 'password'].map((name) => valueOf(grant.members.get(name)));
  const inTheWay = userUse(
    context,
    account,
    call,
    usesOf(followResult({ parsed, client, options: [] }, call)),
  );
  if (inTheWay) return inTheWay;

  const keys = new Set([...request.members.keys(), ...(further?.members.keys() ?? [])]);
  const scope = request.members.get('scope');
  const endpoint = valueOf(request.members.get('tokenEndpoint'));
  const wanted = machineScope(site.provider, partOf(scope), keys, isMyDomain(parsed, endpoint));
  if (typeof wanted === 'string' && wanted !== 'keep' && wanted !== 'drop') return wanted;
  const gone = [
    ...[...grant.members].filter(([name]) => name !== 'type').map(([, member]) => member),
    ...usersParameters(request, further),
    ...(scope && wanted === 'drop' ? [scope] : []),
  ];
  const removals = withoutMembers(parsed, gone);
  if (!removals) return 'shape-not-modelled';
  const edits = [{ ...spanOf(type), text: quoted('client_credentials', style) }, ...removals];
  if (scope && typeof wanted === 'object')
    edits.push({ ...spanOf(valueOf(scope)!), text: quoted(wanted.text, style) });
  return withRegistration({ edits, kept: [], imports: [], form: 'other' });
}

/** The client proves itself by its secret, an assertion, or a header that is made elsewhere. */
function hasClientSecret({ members }: ArgumentObject, further: ArgumentObject | undefined): boolean {
  const headers = valueOf(members.get('headers'));
  return (
    members.has('clientSecret') ||
    further?.members.has('client_assertion') === true ||
    (headers !== undefined && /authorization/i.test(headers.getText()))
  );
}

/** Parameters that speak of the user; the list itself where it holds no other. */
function usersParameters(request: ArgumentObject, further: ArgumentObject | undefined): Member[] {
  if (!further) return [];
  const users = [...further.members].filter(([name]) => USER_PARAMETERS.has(name));
  return users.length > 0 && users.length === further.members.size
    ? [request.members.get('parameters')!]
    : users.map(([, member]) => member);
}

/** The scope as the provider's rules look at it: a list is as good as the words in one text. */
function partOf(scope: Member | undefined): WirePart | undefined {
  const value = valueOf(scope);
  if (!value) return undefined;
  const texts = (ts.isArrayLiteralExpression(value) ? value.elements : [value]).map((one) =>
    ts.isStringLiteralLike(one) ? one.text : null,
  );
  const span = spanOf(value);
  return {
    key: 'scope',
    span,
    value: texts.includes(null)
      ? { kind: 'expression', span }
      : { kind: 'text', text: texts.join(' '), span },
    conditional: false,
  };
}

/** The name by which the token client exports what is called. */
function exportedName({ parsed }: SiteContext, { expression: callee }: ts.CallExpression): string {
  const member = memberName(callee);
  if (member !== undefined) return member;
  return importedNames(parsed).find(({ local }) => local.text === callee.getText())?.name ?? '';
}
