/** Routes, answers and sessions of Express. */
import { routeOfCall } from '../../server/rewire/route-call.js';
import { requestAndAnswer, type Dialect } from '../../server/rewire/dialect.js';

export const expressDialect: Dialect = {
  session: 'request.session',

  routeOf: (_parsed, fn) => routeOfCall(fn),

  names: requestAndAnswer,

  isAnswer: (text, { response }) => text.startsWith(`${response}.`),

  // 303: the browser comes by GET, whatever it had sent (RFC 9110 section 15.4.4).
  redirect(address, handler, { response }) {
    const isGet = routeOfCall(handler)?.method === 'get';
    return `${response}.redirect(${isGet ? '' : '303, '}${address})`;
  },

  tokenCall: ({ request }) => `getAccessToken(${request})`,
};
