import { describeArguments } from './call-arguments.js';
import { taken } from './call-result.js';
import { answered, type AnyCall } from './call.js';

/**
 * `cachedCall` for a function that returns an observable, such as `post` of Angular's `HttpClient`: the request is made, or answered
 * from an earlier one, when the observable is subscribed to. Others may wait for the same answer: unsubscribing does not end the request.
 *
 * @example
 * return cachedObservable(this.http.post, this.http)<TokenResponse>(url, params, { headers });
 */
export function cachedObservable<F extends AnyCall>(call: F, receiver?: object, identity?: object): F {
  const run = (...args: unknown[]): unknown => {
    const source = Reflect.apply(call, receiver, args) as ObservableLike;
    const described = describeArguments(identity ?? receiver ?? call, call.name, args);
    if (!described || typeof source?.subscribe !== 'function') return source;
    const Observable = rootClass(source);
    return new Observable((subscriber) => {
      const send = () =>
        new Promise<unknown>((resolve, reject) => {
          source.subscribe({ next: resolve, error: reject });
        });
      answered(described, send, taken).then(
        (value) => {
          subscriber.next(value);
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
    });
  };
  return run as unknown as F;
}

interface Subscriber {
  next(value: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

interface ObservableLike {
  subscribe(observer: Partial<Subscriber>): { unsubscribe(): void };
}

/** The class of the application's own rxjs, so that operators know what they get. */
function rootClass(source: ObservableLike): new (start: (subscriber: Subscriber) => void) => ObservableLike {
  let prototype = Object.getPrototypeOf(source) as object;
  for (;;) {
    const next = Object.getPrototypeOf(prototype) as object | null;
    if (next === null || next === Object.prototype) break;
    prototype = next;
  }
  return prototype.constructor as never;
}
