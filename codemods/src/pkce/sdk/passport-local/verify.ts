/** The callback of a passport strategy that signs in by the grant: what it makes of the person, when that is all it does. */
import { ts } from 'ts-morph';
import type { RequestSite, Span } from '@grant-migrate/analysis';
import { contains, memberName, spanOf, walk, withoutParens } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { resultNamesOf } from '../../server/rewire/result-names.js';
import { valueOf, type Tracing } from '../../server/rewire/values.js';

const ACCESS_TOKEN = 'tokens.accessToken';

type Verify = ts.ArrowFunction | ts.FunctionExpression;

export interface User {
  /** An object, written with `person` and `tokens`. */
  text: string;
  /** Its members that hold the access token. */
  tokenMembers: string[];
}

/** The user as an object of `signIn`; null when the callback does or keeps something else. */
export function userOf(parsed: ParsedFile, site: RequestSite, verify: Verify): User | null {
  const [userName, , done] = verify.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : null));
  if (!userName || !done) return null;
  const request: Span = { start: site.start.offset, end: site.end.offset };
  const users: ts.Expression[] = [];
  let doesMore = false;
  walk(verify.body, (node) => {
    if (contains(request, spanOf(node))) return false;
    if (!ts.isCallExpression(node)) return true;
    const callee = node.expression.getText();
    if (callee !== done) {
      if (!isHarmless(node, request, site.wire?.builders ?? [])) doesMore = true;
      return true;
    }
    const [, user] = node.arguments;
    if (user && !/^(false|null|undefined)$/.test(user.getText())) users.push(user);
    return true;
  });
  const [user, ...others] = users;
  if (doesMore || !user || others.length > 0) return null;
  const tracing: Tracing = {
    parsed,
    helpers: [],
    isSite: (node) =>
      contains(request, spanOf(node)) && spanOf(node).start === request.start && ts.isCallExpression(node),
    result: resultNamesOf(site.client),
    userName: new Set([userName]),
  };
  return userFrom(user, tracing);
}

/** Reading the answer and speaking of it. */
function isHarmless(call: ts.CallExpression, request: Span, builders: readonly Span[]): boolean {
  const span = spanOf(call);
  if (contains(span, request) || builders.some((builder) => contains(builder, span))) return true;
  const callee = call.expression.getText();
  return memberName(call.expression) === 'json' || /^console\.\w+$/.test(callee);
}

/** Null for what is no object of known values. */
export function userFrom(user: ts.Expression, tracing: Tracing): User | null {
  const object = withoutParens(user);
  if (!ts.isObjectLiteralExpression(object)) return null;
  const members: string[] = [];
  const tokenMembers: string[] = [];
  for (const property of object.properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return null;
    const name = property.name.getText();
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    const text = fromSignIn(name, value, tracing);
    if (text === null) return null;
    members.push(`${name}: ${text}`);
    if (text === ACCESS_TOKEN) tokenMembers.push(name);
  }
  return { text: `{ ${members.join(', ')} }`, tokenMembers };
}

function fromSignIn(name: string, value: ts.Expression, tracing: Tracing): string | null {
  const kind = valueOf(value, tracing);
  // What was typed as the user name may be known by another claim.
  if (kind === 'user-name') return /mail$/i.test(name) ? 'person.email ?? person.name' : 'person.name';
  if (kind === 'access-token') return ACCESS_TOKEN;
  if (kind === 'constant') return value.getText();
  if (kind !== 'other-token') return null;
  const wire = ts.isIdentifier(value) ? value.text : memberName(withoutParens(value));
  if (wire === 'refresh_token') return 'tokens.refreshToken';
  return wire === 'id_token' ? 'tokens.idToken' : null;
}
