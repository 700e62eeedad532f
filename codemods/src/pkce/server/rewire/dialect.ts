/** How a server framework writes routes, answers and sessions: all that the rewires must know of it. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../../../source/parsed-file.js';

export interface Route {
  /** 'get', 'post', …, or 'all' where the route takes any. */
  method: string;
  /** The path as it is written at the route, or null where it is not a constant. */
  path: string | null;
  /** What the route was registered on: routes of one object share a prefix. */
  owner: string;
  handler: ts.FunctionLikeDeclaration;
}

export interface Dialect {
  /** The route that a function handles, when it stands in the place of a handler. */
  routeOf(parsed: ParsedFile, fn: ts.Node): Omit<Route, 'handler'> | null;
  /** The handler's names: the object that the session hangs on, and the one that answers. */
  names(handler: ts.FunctionLikeDeclaration): { request: string; response: string } | null;
  /** How the templates of this framework write a session: 'request.session'. */
  session: string;
  /** True for what hangs on the answer: `res.status(401).render`, `ctx.body`. */
  isAnswer(text: string, names: { request: string; response: string }): boolean;
  /** Text of a handler that does nothing but lead to `address`. */
  redirect(
    address: string,
    handler: ts.FunctionLikeDeclaration,
    names: { request: string; response: string },
  ): string;
  /** Which parameters a handler that only redirects still takes; all where this is left out. */
  keeps?(parameter: ts.ParameterDeclaration): boolean;
  /** The call of `getAccessToken` for the handler's request. */
  tokenCall(names: { request: string; response: string }): string;
}

/** `(request, answer) => …`: handlers whose first two parameters are plain names. */
export function requestAndAnswer(
  handler: ts.FunctionLikeDeclaration,
): { request: string; response: string } | null {
  const [request, response] = handler.parameters.map(({ name }) => name);
  if (!request || !response || !ts.isIdentifier(request) || !ts.isIdentifier(response)) return null;
  return { request: request.text, response: response.text };
}
