/** Routes, answers and sessions of Express. */
import { ts } from 'ts-morph';
import type { Dialect } from '../../server/rewire/dialect.js';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'all']);

export const expressDialect: Dialect = {
  routeOf(_parsed, fn) {
    const call = fn.parent;
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null;
    const method = call.expression.name.text;
    // The last argument answers; those before are middleware.
    if (!METHODS.has(method) || call.arguments.at(-1) !== fn) return null;
    const owner = call.expression.expression;
    const [first] = call.arguments;
    if (ts.isIdentifier(owner)) {
      if (call.arguments.length < 2) return null;
      return { method, owner: owner.text, path: first && ts.isStringLiteralLike(first) ? first.text : null };
    }
    // router.route('/login').post(handler)
    if (!ts.isCallExpression(owner) || !/\.route$/.test(owner.expression.getText())) return null;
    const [path] = owner.arguments;
    return {
      method,
      owner: owner.expression.getText().replace(/\.route$/, ''),
      path: path && ts.isStringLiteralLike(path) ? path.text : null,
    };
  },

  names(handler) {
    const [request, response] = handler.parameters.map(({ name }) => name);
    if (!request || !response || !ts.isIdentifier(request) || !ts.isIdentifier(response)) return null;
    return { request: request.text, response: response.text };
  },

  isAnswer(text, { response }) {
    if (!text.startsWith(`${response}.`)) return false;
    // Cookies and headers may carry the token away.
    return !/\.(cookie|clearCookie|setHeader|header|append|set)\b/.test(text);
  },

  // 303: the browser comes by GET, whatever it had sent (RFC 9110 section 15.4.4).
  redirect(address, handler, { response }) {
    const isPost = !/\.get$/.test(handlerCall(handler));
    return `${response}.redirect(${isPost ? '303, ' : ''}${address})`;
  },

  tokenCall: ({ request }) => `getAccessToken(${request})`,
};

function handlerCall({ parent }: ts.Node): string {
  return ts.isCallExpression(parent) ? parent.expression.getText() : '';
}
