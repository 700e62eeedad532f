import { exchange } from './exchange.js';
import { tokenCall } from './token-call.js';
import { describesAnyBody, override, parsed, wrapOnce } from './wrap.js';

/** The part of superagent, or of one of its agents, that is used. */
export interface SuperagentLike {
  get(...args: never[]): unknown;
  post(...args: never[]): unknown;
}

type Step = readonly [name: string, args: unknown[]];

interface SuperagentResponse {
  body: unknown;
  text: string;
  status: number;
  headers: Record<string, unknown>;
  [member: string]: unknown;
}

interface RealRequest extends PromiseLike<SuperagentResponse> {
  [step: string]: unknown;
}

type Callback = (error: unknown, response?: unknown) => void;

/**
 * superagent, or an agent, that answers a repeated token request from the first one:
 * `cachedSuperagent(superagent).post(url).type('form').send(body)`. The steps are recorded and, on a miss, taken on the real request.
 * A hit has `body`, `text`, `status`, `headers` and the methods of a response; it has no `req` and `request`, because they hold the
 * credentials.
 */
export function cachedSuperagent<T extends SuperagentLike>(client: T): T {
  return wrapOnce('superagent', client, () => {
    const by =
      (member: 'get' | 'post') =>
      (url: string, ...first: unknown[]) => {
        const steps: Step[] = [];
        const start = () =>
          steps.reduce<RealRequest>(
            (request, [name, args]) => (request[name] as (...args: unknown[]) => RealRequest)(...args),
            client[member](...([url, ...first] as never[])) as RealRequest,
          );
        const send = () => Promise.resolve(start());
        const run = (): Promise<SuperagentResponse> => {
          const call = tokenCall({
            client,
            method: member,
            url,
            body: sentBy('send', first, steps),
            query: sentBy('query', member === 'get' ? first : [], steps),
            rest: [first, steps.map(readable)],
          });
          return call ? exchange(call, { send, keep }) : send();
        };
        return recorder(steps, run, start);
      };
    return override(client, { get: by('get'), post: by('post') }, undefined);
  });
}

/** Records steps until the request is awaited or ended; an event listener or a stream needs the real request at once. */
function recorder(steps: Step[], run: () => Promise<SuperagentResponse>, start: () => RealRequest): object {
  let running: Promise<SuperagentResponse> | undefined;
  const settle = () => (running ??= run());
  const own: Record<string, unknown> = {
    then: (resolve: never, reject: never) => settle().then(resolve, reject),
    catch: (reject: never) => settle().catch(reject),
    finally: (done: never) => settle().finally(done),
    end(callback?: Callback) {
      settle().then(
        (response) => callback?.(null, response),
        (error: { response?: unknown }) => callback?.(error, error.response),
      );
      return proxy;
    },
    on: (...args: never[]) => (start()['on'] as (...args: never[]) => unknown)(...args),
    pipe: (...args: never[]) => (start()['pipe'] as (...args: never[]) => unknown)(...args),
  };
  const proxy: object = new Proxy(own, {
    get: (target, name) =>
      typeof name !== 'string' || name in target
        ? target[name as string]
        : (...args: unknown[]) => {
            steps.push([name, args]);
            return proxy;
          },
  });
  return proxy;
}

/** Functions that judge a response do not change the request, and are often written anew at each call: their text counts. */
function readable([name, args]: Step): unknown {
  return ['ok', 'retry', 'parse'].includes(name) ? [name, args.map(String)] : [name, args];
}

/** What `send` or `query` was given: piece by piece, as text or as objects. */
function sentBy(member: 'send' | 'query', first: unknown[], steps: Step[]): unknown {
  const pieces = [...first, ...steps.filter(([name]) => name === member).map(([, [data]]) => data)];
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('&');
  const objects = pieces.map((piece) =>
    typeof piece === 'string' ? Object.fromEntries(new URLSearchParams(piece)) : piece,
  );
  return Object.assign({}, ...objects) as object;
}

function keep(own: SuperagentResponse) {
  const prototype = Object.getPrototypeOf(own) as object;
  const { req: _, request: __, res: ___, body: ____, text: _____, ...parts } = own;
  const plain = Object.fromEntries(
    Object.entries(parts).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  );
  const headers = Object.fromEntries(Object.entries(own.headers).filter(([name]) => describesAnyBody(name)));
  const links = own['links'];
  const again = (text: string): SuperagentResponse => {
    const body = parsed(text);
    const members = {
      ...plain,
      links,
      headers: { ...headers },
      header: { ...headers },
      body,
      text,
      error: false,
    };
    return Object.assign(Object.create(prototype) as object, members) as unknown as SuperagentResponse;
  };
  return { status: own.status, text: own.text || JSON.stringify(own.body), again };
}
