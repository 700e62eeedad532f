/** Promises that are used by what every promise has; those of jQuery, Bluebird and Q have more, which a drop-in's has not. */
import { ts } from 'ts-morph';

/** `.then(…).catch(…)` to its end: not jQuery's `done`, nor Bluebird's `spread` and `tap`, nor `on` and `pipe` of a stream. */
export function isPlainChain(promise: ts.Node): boolean {
  const { parent: access } = promise;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== promise) return true;
  const call = access.parent;
  if (!/^(then|catch|finally)$/.test(access.name.text) || !ts.isCallExpression(call)) return false;
  // A promise gives one value: what is written for two is told by a library's own.
  const isPlain = call.arguments.every(
    (handler) => !ts.isFunctionLike(handler) || handler.parameters.length < 2,
  );
  // `.catch(ErrorClass, handler)` is Bluebird's.
  return isPlain && !(access.name.text === 'catch' && call.arguments.length > 1) && isPlainChain(call);
}
