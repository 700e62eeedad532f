import { describeArguments } from './call-arguments.js';
import { NoAnswer, taken, takenTogether } from './call-result.js';
import { exchange, type Kept } from './exchange.js';
import type { TokenCall } from './token-call.js';

/** Any function. */
export type AnyCall = (...args: never[]) => unknown;

type Callback = (...results: unknown[]) => void;

/**
 * Any function that makes token requests, answering a repeated one from the first: an application's own wrapper, or a method of
 * an HTTP client that has no drop-in of its own. It returns a promise, or takes a callback `(error, …results)` as its last argument.
 *
 * A call is answered again when its arguments hold a grant and credentials, and its result an access token: in itself, in
 * `data`, `body` or `payload`; as an object, as JSON text or as bytes. All arguments are the key. Every other call goes through, and
 * every failure is the function's own.
 *
 * @param call the function
 * @param receiver what it is called on; two receivers share no answers
 * @param identity stands for the receiver in the key, where that is made anew for each call and has no say in the token:
 * `this.constructor`
 *
 * @example
 * const response = await cachedCall(api.request, api)({ url, method: 'POST', form });
 */
export function cachedCall<F extends AnyCall>(call: F, receiver?: object, identity?: object): F {
  const run = (...args: unknown[]): unknown => {
    const real = (own: readonly unknown[]): unknown => Reflect.apply(call, receiver, own);
    const done = typeof args.at(-1) === 'function';
    const asked = done ? args.slice(0, -1) : args;
    const described = describeArguments(identity ?? receiver ?? call, call.name, asked);
    if (!described) return real(args);
    if (!done) return answered(described, () => Promise.resolve(real(args)), taken);
    return answeredBack(described, real, args, takenTogether);
  };
  return run as unknown as F;
}

/** A result that cannot be told again is nobody else's: each caller then asks for itself. */
export async function answered<T>(
  described: TokenCall,
  send: () => Promise<T>,
  keep: (own: T) => Kept<T> | Promise<Kept<T>>,
): Promise<T> {
  try {
    return await exchange<T>(described, { send, keep });
  } catch (error) {
    if (error instanceof NoAnswer) return send();
    throw error;
  }
}

/** The same for a function that takes a callback `(error, …results)` as its last argument. */
export function answeredBack(
  described: TokenCall,
  real: (args: readonly unknown[]) => unknown,
  args: readonly unknown[],
  keep: (results: unknown[]) => Kept<unknown[]> | Promise<Kept<unknown[]>>,
): void {
  const done = args.at(-1) as Callback;
  answered(described, () => calledBack(real, args.slice(0, -1)), keep).then(
    (results) => done(null, ...results),
    (error: unknown) => done(...(error instanceof CalledBack ? error.results : [error])),
  );
}

/** What a callback was given, where its first argument was an error. */
class CalledBack extends Error {
  constructor(readonly results: unknown[]) {
    super('the callback was given an error');
  }
}

function calledBack(
  real: (args: readonly unknown[]) => unknown,
  args: readonly unknown[],
): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const done: Callback = (...results) => {
      const [error, ...values] = results;
      if (error) reject(new CalledBack(results));
      else resolve(values);
    };
    real([...args, done]);
  });
}
