/** Whether code uses what only a user's token response has: an ID token, a refresh token, the user's claims. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isSoleAccount } from '../accounts/sole-account.js';
import { helperOf } from '../cached-client/helper.js';
import { ACCESS_TOKEN } from '../cached-client/result-flow.js';
import type { ResultUse } from '../cached-client/result-uses.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { memberName, valueAt } from '../source/nodes.js';
import { filesOfToken } from './token-files.js';
import { isUserNamed } from './user-named.js';

const USER_WORDS = /\b(id_?token|refresh_?token)\b/i;
/** A request with the refresh token, however it is written down. */
const REFRESH_GRANT = /\bgrant_?type\b['"`]?\s*[:=,]\s*['"`]?refresh_token\b|\btype:\s*['"`]refresh_token\b/i;
/** Claims that are read of a token, and requests whose answer says who signed in. */
const CLAIMS =
  /\b(jwt_?decode|decode_?jwt|jwt\.(decode|verify)|jose\.(decodeJwt|jwtVerify)|jwtVerify|user_?info(_?(endpoint|url|uri))?|whoami|introspect(ion)?|current_?user)\b|\/(me|self|myself)(?=['"`/?#])/i;
/** `JSON.parse(atob(token.split('.')[1]))` */
const DECODED_BY_HAND =
  /split\(\s*(['"`])\.\1\s*\)[^]{0,200}(atob|base64|Buffer)|(atob|base64\w*|Buffer\.from)\s*\([^]{0,40}split\(\s*(['"`])\.\4\s*\)/;

/** The reason against a machine's token, or null when nothing of the user's is used. */
export function userUse(
  context: SiteContext,
  account: readonly (ts.Node | undefined)[],
  call: ts.Node,
  uses: readonly ResultUse[],
): ReasonCode | null {
  for (const { node, layer } of uses) {
    if (isDecoded(node)) return 'user-identity-used';
    if (layer === ACCESS_TOKEN) continue;
    const members = membersRead(node);
    const word = members
      ? members.map((member) => USER_WORDS.exec(member)?.[0]).find(Boolean)
      : elsewhere(context, call);
    if (word) return reasonOf(word);
  }
  if (identityRead(context, call, account)) return 'user-identity-used';
  return isSoleAccount(context, account) ? null : 'account-not-single';
}

/** The same where the result is not followed: by the words of the file and of those that mention the helper. */
export function userWords(context: SiteContext, site: RequestSite, call: ts.Node): ReasonCode | null {
  const word = elsewhere(context, call);
  if (word) return reasonOf(word);
  const account = accountOf(context, site);
  if (identityRead(context, call, account)) return 'user-identity-used';
  return isSoleAccount(context, account) ? null : 'account-not-single';
}

/**
 * The refresh token of this response is used elsewhere in the code. Reused, the response would hand out one refresh token to all,
 * and providers that rotate them (RFC 9700 section 4.14.2) end the session of one that comes twice.
 */
export function isRefreshedByHand(context: SiteContext, call: ts.Node, uses: readonly ResultUse[]): boolean {
  const reads = uses.some(({ node, layer }) => {
    if (layer === ACCESS_TOKEN) return false;
    return membersRead(node)?.some((member) => /^refresh_token\b/.test(member)) ?? true;
  });
  if (!reads) return false;
  const helper = helperOf(context.parsed, call);
  return (
    REFRESH_GRANT.test(context.parsed.text) ||
    (helper !== undefined && context.mentionedWith(helper, REFRESH_GRANT) !== undefined)
  );
}

/** The user name and the password as they are sent: another password is refused today, and a machine's token has none. */
export function accountOf({ parsed }: SiteContext, { wire }: RequestSite): ts.Node[] {
  const parts = wire?.parameters.filter(({ key }) => key === 'username' || key === 'password') ?? [];
  return parts.flatMap(({ value }) => (value.span && valueAt(parsed, value.span)) ?? []);
}

function reasonOf(word: string): ReasonCode {
  return /^id/i.test(word) ? 'id-token-used' : 'refresh-token-used';
}

/** Members that a use reads by name; null when the value is handed on whole. */
function membersRead(node: ts.Node): string[] | null {
  const { parent } = node;
  const member = 'expression' in parent && parent.expression === node ? memberName(parent) : undefined;
  if (member !== undefined) return member === 'data' || member === 'body' ? membersRead(parent) : [member];
  const pattern = ts.isObjectBindingPattern(node)
    ? node
    : ts.isVariableDeclaration(parent) && parent.initializer === node
      ? parent.name
      : undefined;
  if (
    pattern &&
    ts.isObjectBindingPattern(pattern) &&
    pattern.elements.every((element) => !element.dotDotDotToken)
  )
    return pattern.elements.map((element) => element.getText());
  return null;
}

/** Words of a user's tokens in the function's file or in one that mentions it. */
function elsewhere(context: SiteContext, call: ts.Node): string | undefined {
  const here = USER_WORDS.exec(context.parsed.text)?.[0];
  const helper = helperOf(context.parsed, call);
  return here ?? (helper && context.mentionedWith(helper, USER_WORDS));
}

function isDecoded(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node.parent) &&
    node.parent.expression !== node &&
    CLAIMS.test(node.parent.expression.getText())
  );
}

/** The token's claims are read, the API is asked who signed in, or the program says the user's name where it does not sign in. */
export function identityRead(
  context: SiteContext,
  call: ts.Node,
  [user]: readonly (ts.Node | undefined)[],
): boolean {
  const files = filesOfToken(context, call);
  return (
    files.some(({ text }) => CLAIMS.test(text) || DECODED_BY_HAND.test(text)) ||
    (user !== undefined && isUserNamed(context, user, call, files))
  );
}
