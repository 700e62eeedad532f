/** What makes a list of parameters a token request's, and which calls only change its encoding. */
import { unwrap, type Node } from '../values/bindings.js';
import type { Payload } from '../values/payload.js';
import type { Entry } from '../values/value.js';
import type { FileContext } from './context.js';
import { grantOf } from './grants.js';

const SNAKE = new Set(['grant_type', 'grant-type', 'data[grant_type]']);
const CAMEL = new Set(['grantType', 'granttype', 'GrantType', 'grant', 'oauthGrantType', 'authGrantType']);
const USER_KEYS = /^(user(_?name)?|email|login|userName|account|user_?id|phone)$/i;
const PASSWORD_KEYS = /^(password|passwd|pass|pwd|userPassword)$/i;
const COMPANY =
  /^(client_?id|client_?secret|scope|audience|refresh_?token|username|password|code|redirect_?uri|assertion|token_?(url|endpoint)|realm|account_?id)$/i;

export function grantEntries(payload: Payload): Entry[] {
  return payload.entries.filter((entry) => SNAKE.has(entry.key) || CAMEL.has(entry.key));
}

export const hasUser = (payload: Payload) => payload.entries.some((entry) => USER_KEYS.test(entry.key));
export const hasPassword = (payload: Payload) =>
  payload.entries.some((entry) => PASSWORD_KEYS.test(entry.key));

/** Credentials of the payload: user name and password, or the client's secret. */
export function credentialEntries(payload: Payload): Entry[] {
  const own = payload.entries.filter((entry) => USER_KEYS.test(entry.key) || PASSWORD_KEYS.test(entry.key));
  return own.length > 0
    ? own
    : payload.entries.filter((entry) =>
        /^(client_?secret|client_?id|refresh_?token|assertion)$/i.test(entry.key),
      );
}

/** `grant_type` needs little company; `grantType` and `grant` mean other things without it. */
export function isTokenPayload(payload: Payload, tokenUrl: boolean): boolean {
  const entries = grantEntries(payload);
  const known = entries.some((entry) => entry.text !== null && grantOf(entry.text) !== 'other');
  const company = payload.entries.some((entry) => COMPANY.test(entry.key)) || payload.open.length > 0;
  if (entries.some((entry) => SNAKE.has(entry.key))) {
    return (
      known ||
      company ||
      tokenUrl ||
      entries.some((entry) => entry.text !== null && /^(urn:|https?:)/.test(entry.text))
    );
  }
  return (known || tokenUrl) && (tokenUrl || payload.entries.some((entry) => COMPANY.test(entry.key)));
}

const TOKEN_URL =
  /(\/|\b)(oauth2?|connect|openid-connect|auth|oidc|as|v\d(\.\d)?|protocol|o|uaa|realms?)\b[^\s?]*\/(access_?)?token\b|\/(oauth|oauth2)?\/?token\/?(\?|\s|$)|\/access_token\b|token_?endpoint|token_?ur[il]/i;

export function looksLikeTokenUrl(url: string): boolean {
  return TOKEN_URL.test(url);
}

/** User name and password as a form to `…/token` without any grant: the password grant by behaviour (FastAPI and others). */
export function isGrantless(context: FileContext, payload: Payload, node: Node, url: string): boolean {
  if (!/\/(access[-_]?)?token\/?(\?|\s|$)/i.test(url) || !hasUser(payload) || !hasPassword(payload))
    return false;
  if (grantEntries(payload).length > 0) return false;
  if (payload.form === 'params' || payload.form === 'multipart') return true;
  return payload.form === 'text'
    ? !/^\s*[`'"]?\s*\{/.test(context.tree.text.slice(...unwrap(node).range))
    : isFormEncoded(context, node);
}

function isFormEncoded(context: FileContext, node: Node): boolean {
  const at = unwrap(node);
  return (
    at.type === 'CallExpression' &&
    /(qs|querystring|queryString|param|urlencode|formUrl)/i.test(context.tree.text.slice(...at.callee.range))
  );
}

/** `qs.stringify(body)`, `JSON.stringify(body)`, `Object.assign({}, body)`: changes the form, sends nothing. */
export function isPlainEncoder(call: Node): boolean {
  if (call.type === 'NewExpression')
    return (
      call.callee.type === 'Identifier' &&
      /^(URLSearchParams|FormData|HttpParams|Map|Headers|Blob|Request|URL)$/.test(call.callee.name)
    );
  if (call.type !== 'CallExpression') return true;
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
        ? callee.property.name
        : '';
  return /^(stringify|encode\w*|param|serialize|assign|freeze|entries|keys|values|fromEntries|from|toString|join|map|append|set|concat|String|merge|extend|defaults|pick|omit|byteLength|replace|format|qs|querystring|urlencode|formurlencoded|alloc|write|push|filter|isEqual|cloneDeep|clone|parse|includes|trim|split|toFormData|test|match|indexOf|startsWith|buildQuery\w*|to(Url|Form|Query)\w*)$/.test(
    name,
  );
}
