/** Handlers of all that nothing else has caught: of the process, of a server's framework. What they read of an error is seen by its users. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { lastName, walk } from '../source/nodes.js';
import { isRead } from './error-handling.js';

/** A file without such words has none. */
export const LAST_HANDLERS =
  /uncaughtException|unhandledRejection|setErrorHandler|onError|ExceptionFilter|\.on\(\s*['"]error['"]|\bnext\(\)|\bnext\b\s*(:\s*\w+)?\s*\)/;
const EVENTS = /^(uncaughtException|uncaughtExceptionMonitor|unhandledRejection|error)$/;

/** Whether one of them reads more of an error than the `same` members. */
export function readsAllErrors(parsed: ParsedFile, same: readonly string[]): boolean {
  let found = false;
  walk(parsed.tree, (node) => {
    if (found) return false;
    const error = ts.isCatchClause(node)
      ? ofMiddleware(node)
      : ts.isFunctionLike(node)
        ? ofHandler(node)
        : undefined;
    if (error && isRead(parsed, error, same)) found = true;
    return !found;
  });
  return found;
}

/** The error's name, where the function is such a handler. */
function ofHandler(fn: ts.SignatureDeclaration): ts.BindingName | undefined {
  const [first, second, third, fourth] = fn.parameters.map(({ name }) => name);
  if (!first) return undefined;
  // Express: four parameters, and the first is the error.
  if (fourth && /^_?(err|error|e|ex)/i.test(first.getText()) && second && third) return first;
  // Nest: `catch(exception, host)` of a filter.
  if (fn.name?.getText() === 'catch' && second) return first;
  const call = fn.parent;
  if (!ts.isCallExpression(call)) return undefined;
  const name = lastName(call.expression) ?? '';
  // Fastify, Hono.
  if (/^(setErrorHandler|onError)$/.test(name)) return first;
  const [event] = call.arguments;
  const isEvent = event !== undefined && ts.isStringLiteralLike(event) && EVENTS.test(event.text);
  const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression.getText() : '';
  return /^(on|once|addListener)$/.test(name) && isEvent && /^(process|app|server|fastify)$/.test(receiver)
    ? first
    : undefined;
}

/** Koa: `try { await next() } catch (error) { … }`. */
function ofMiddleware({ parent, variableDeclaration }: ts.CatchClause): ts.BindingName | undefined {
  return /\bawait next\(\)/.test(parent.tryBlock.getText()) ? variableDeclaration?.name : undefined;
}
