/** Whether one token of this request could serve several calls at all. */
import { ONE_TIME } from '../extract/grants.js';
import type { TokenRequest } from '../facts.js';
import type { PathEnd } from '../link/path-ends.js';
import type { JudgedRequest } from './judged.js';

export function isReusable(judged: JudgedRequest): boolean {
  if (judged.request.trial) return false;
  const grants = judged.grants.filter((grant) => !ONE_TIME.has(grant));
  if (grants.length === 0) return false;
  if (grants.every((grant) => grant === 'refresh_token')) return refreshesItsOwn(judged);
  // An assertion that comes with the request is its user's, and so is the token.
  if (
    grants.includes('jwt_bearer') &&
    [...judged.request.credentials, ...judged.credentials].some(
      (root) => root.kind === 'request' || root.kind === 'person',
    )
  )
    return false;
  return true;
}

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
