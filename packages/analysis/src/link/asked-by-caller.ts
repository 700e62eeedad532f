/** Callers that write down what is asked for: `obtain(host, { grant_type: 'authorization_code', code })`. */
import { ONE_TIME } from '../extract/grants.js';
import type { TokenRequest } from '../facts.js';
import type { Caller } from './caller.js';

/**
 * The call hands over a payload of its own, for a token of one exchange: it is a request for itself, and the function behind
 * it does not send there what it sends otherwise.
 */
export const isAskedByCaller = (request: TokenRequest, { facts, use }: Caller): boolean =>
  facts.requests.some(
    (one) =>
      one !== request &&
      one.sink === 'weak' &&
      one.span.start === use.span.start &&
      one.grants.length > 0 &&
      one.grants.every((grant) => ONE_TIME.has(grant)),
  );
