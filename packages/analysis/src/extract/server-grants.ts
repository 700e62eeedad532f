/** Where an authorization server is told to accept the password grant: `grants: ['password']`, `exchange.password(…)`. */
import type { ServerGrant } from '../facts.js';
import { memberPath, propertyName, unwrap, type FunctionNode, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { functionName } from './names.js';

const LISTS =
  /^(grants|grantTypes|grant_types|allowedGrants|allowedGrantTypes|allowed_grant_types|supportedGrantTypes)$/;

export function readServerGrants(context: FileContext): ServerGrant[] {
  const out: ServerGrant[] = [];
  for (const object of context.nodes.objects) {
    for (const member of object.properties) {
      if (member.type !== 'Property' || !LISTS.test(propertyName(member) ?? '')) continue;
      const value = unwrap(member.value as Node);
      const password =
        value.type === 'ArrayExpression'
          ? value.elements.find((one) => one && one.type !== 'SpreadElement' && isPassword(context, one))
          : undefined;
      if (password)
        out.push({ span: { start: member.range[0], end: member.range[1] }, library: serverLibrary(context) });
    }
  }
  for (const call of context.calls) {
    const path = memberPath(call.callee)?.path ?? [];
    if (path.at(-1) === 'password' && path.at(-2) === 'exchange')
      out.push({ span: { start: call.range[0], end: call.range[1] }, library: 'oauth2orize' });
  }
  if (out.length === 0) out.push(...modelGrant(context));
  return out;
}

/**
 * The model of oauth2-server: `getUser(username, password)` is there for the password grant alone, see
 * https://node-oauthoauth2-server.readthedocs.io/en/latest/model/spec.html#getuser-username-password-client.
 */
function modelGrant(context: FileContext): ServerGrant[] {
  const named = new Map<string, FunctionNode>();
  for (const fn of context.functions) {
    const name = fn && functionName(fn);
    if (fn && name) named.set(name, fn);
  }
  const getUser = named.get('getUser');
  const isModel = named.has('getClient') && (named.has('saveToken') || named.has('saveAccessToken'));
  if (!getUser || !isModel || getUser.params.length < 2) return [];
  return [{ span: { start: getUser.range[0], end: getUser.range[1] }, library: serverLibrary(context) }];
}

function isPassword(context: FileContext, node: Node): boolean {
  const value = context.values.evaluate(node);
  return value.kind === 'text' && value.text === 'password';
}

function serverLibrary(context: FileContext): string {
  return (
    [...context.modules].find((name) =>
      /oauth2-server|oauth2orize|oidc-provider|express-oauth-server|koa-oauth-server/.test(name),
    ) ?? 'oauth2-server'
  );
}
