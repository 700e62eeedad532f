/** Whether one token of this request could serve several calls at all. */
import { ONE_TIME } from '../extract/grants.js';
import type { Root, TokenRequest } from '../facts.js';
import type { PathEnd } from '../link/path-ends.js';
import type { JudgedRequest } from './judged.js';

export function isReusable(judged: JudgedRequest): boolean {
  if (judged.request.trial) return false;
  const grants = judged.grants.filter((grant) => !ONE_TIME.has(grant));
  if (grants.length === 0) return false;
  if (grants.every((grant) => grant === 'refresh_token')) return refreshesItsOwn(judged);
  const roots = [...judged.request.credentials, ...judged.credentials];
  // An assertion that comes with the request is its user's, and so is the token.
  if (grants.includes('jwt_bearer') && roots.some(comesWithRequest)) return false;
  return true;
}

/**
 * A handler that signs a client in with the id and the secret that this client has sent: another one each time, and a kept token
 * would let a wrong secret in. A worker's own settings come with each call, too: `fetch(request, env)`.
 */
export function isSentByClient({ request, grants }: JudgedRequest): boolean {
  const own = request.credentials.filter(({ kind }) => kind !== 'literal');
  return (
    grants.every((grant) => grant === 'client_credentials') &&
    own.length > 0 &&
    own.every(comesWithRequest) &&
    !request.names.some((name) => SETTING.test(name))
  );
}

const SETTING = /^(_?env|bindings|[A-Z][A-Z0-9_]*)$/;

const comesWithRequest = ({ kind }: Root) => kind === 'request' || kind === 'person';

/** A refresh token from configuration is a machine's login; one from a session or a store is that session's own renewal. */
function refreshesItsOwn(judged: JudgedRequest): boolean {
  const roots = [...judged.request.credentials, ...judged.credentials];
  return (
    roots.length > 0 &&
    roots.every(
      ({ kind }) => kind === 'env' || kind === 'config' || kind === 'literal' || kind === 'argument',
    )
  );
}

/** Whether any rule asks by which way the request is reached: a code exchange is reached as often as people sign in. */
export function needsPaths(request: TokenRequest): boolean {
  if (request.grantRefs.length > 0 || request.grantParam !== null || request.grants.length === 0) return true;
  return request.grants.some((grant) => grant === 'unknown' || !ONE_TIME.has(grant));
}

/** The ends of ways on which no caller asks for another grant, one whose token belongs to one exchange. */
export const endsOfReusable = ({ ends }: JudgedRequest): PathEnd[] =>
  ends.filter(({ grant }) => grant === undefined || !ONE_TIME.has(grant));
