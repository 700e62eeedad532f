import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Readable, Writable } from 'node:stream';
import { exchange, type Kept } from '../transports/exchange.js';
import { tokenCall } from '../transports/token-call.js';
import { describesAnyBody, override, wrapOnce } from '../transports/wrap.js';

/** `node:http`, `node:https`, or one that is called like them. */
export interface NodeHttpLike {
  request(...args: never[]): ClientRequest;
  get(...args: never[]): ClientRequest;
}

type Listener = (response: IncomingMessage) => void;

/**
 * `node:http` or `node:https` that answers a repeated token request from the first one: `cachedNodeHttp(https).request(options,
 * callback)`. What is written is gathered until `end()`; then the request is made as it would have been, or answered.
 * Requests that are no token requests are made at `end()`, too, with everything that was written and set until then.
 */
export function cachedNodeHttp<T extends NodeHttpLike>(client: T): T {
  return wrapOnce('node:http', client, () => {
    const real = (member: 'get' | 'request', args: unknown[]) => client[member](...(args as never[]));
    const request = (...args: unknown[]) => {
      const { options, listener, first } = readArguments(args);
      // A body that is awaited by the server before it is sent, or a connection that is taken over, cannot be gathered.
      if (/^(CONNECT|HEAD)$/i.test(options.method ?? '') || hasExpect(options)) return real('request', args);
      return new GatheredRequest(client, options, first, listener) as unknown as ClientRequest;
    };
    const get = (...args: unknown[]) => {
      const { options, listener, first } = readArguments(args);
      const gathered = new GatheredRequest(client, { ...options, method: 'GET' }, first, listener);
      gathered.end();
      return gathered as unknown as ClientRequest;
    };
    return override(client, { request, get });
  });
}

type Step = (real: ClientRequest) => void;

class GatheredRequest extends Writable {
  readonly #chunks: Buffer[] = [];
  readonly #steps: Step[] = [];
  readonly #headers = new Map<string, { name: string; value: string | string[] | number }>();
  #real: ClientRequest | undefined;

  constructor(
    readonly client: NodeHttpLike,
    readonly options: RequestOptions,
    readonly first: string | URL | undefined,
    listener: Listener | undefined,
  ) {
    // The end of what is written is not the end of the request.
    super({ decodeStrings: true, autoDestroy: false });
    for (const [name, value] of Object.entries(options.headers ?? {}))
      if (value !== undefined) this.#headers.set(name.toLowerCase(), { name, value: value as string });
    if (listener) this.once('response', listener);
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    done();
    this.#send().then(
      (response) => {
        this.emit('response', response);
        this.emit('close');
      },
      (error: unknown) => this.destroy(error as Error),
    );
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#real?.destroy(error ?? undefined);
    done(error);
  }

  setHeader(name: string, value: string | string[] | number): this {
    this.#headers.set(name.toLowerCase(), { name, value });
    this.#steps.push((real) => real.setHeader(name, value));
    return this;
  }
  getHeader(name: string): unknown {
    return this.#headers.get(name.toLowerCase())?.value;
  }
  removeHeader(name: string): void {
    this.#headers.delete(name.toLowerCase());
    this.#steps.push((real) => real.removeHeader(name));
  }
  setTimeout(timeout: number, listener?: () => void): this {
    if (listener) this.once('timeout', listener);
    this.#steps.push((real) => real.setTimeout(timeout));
    return this;
  }
  setNoDelay(on?: boolean): void {
    this.#steps.push((real) => real.setNoDelay(on));
  }
  setSocketKeepAlive(on?: boolean, delay?: number): void {
    this.#steps.push((real) => real.setSocketKeepAlive(on, delay));
  }
  flushHeaders(): void {}
  abort(): void {
    this.destroy();
  }

  async #send(): Promise<IncomingMessage> {
    const call = this.#call();
    if (!call) return this.#ask();
    return exchange<IncomingMessage>(call, { send: () => this.#ask(), keep: keep });
  }

  #call() {
    const { method, agent, signal: _, timeout: __, auth, headers: ___, ...rest } = this.options;
    const headers = [...this.#headers].map(([name, { value }]) => [name, value]).sort();
    const body = Buffer.concat(this.#chunks).toString();
    const url = addressOf(this.client, this.options, this.first);
    const own = { agent, auth, rest, headers };
    return tokenCall({ client: this.client, method: method ?? 'GET', url, body, rest: own });
  }

  /** The request as it would have been made. */
  #ask(): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const args = this.first === undefined ? [this.options] : [this.first, this.options];
      const real = (this.#real = this.client.request(...(args as never[])));
      for (const step of this.#steps) step(real);
      for (const event of ['socket', 'timeout', 'abort', 'information'])
        real.on(event, (...values: unknown[]) => this.emit(event, ...values));
      real.on('error', reject);
      real.on('response', (response) => {
        gathered(response).then(resolve, reject);
      });
      const body = Buffer.concat(this.#chunks);
      real.end(body.length > 0 ? body : undefined);
    });
  }
}

const bodies = new WeakMap<IncomingMessage, string>();

async function gathered(response: IncomingMessage): Promise<IncomingMessage> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const message = messageOf(response, body);
  bodies.set(message, body.toString());
  return message;
}

function keep(own: IncomingMessage): Kept<IncomingMessage> {
  const text = bodies.get(own) ?? '';
  const { statusCode, statusMessage, httpVersion, headers } = own;
  const shown = Object.fromEntries(Object.entries(headers).filter(([name]) => describesAnyBody(name)));
  const parts = { statusCode, statusMessage, httpVersion, headers: shown } as IncomingMessage;
  return { status: statusCode ?? 0, text, again: (next) => messageOf(parts, Buffer.from(next)) };
}

/** A message that reads like the one that came over the wire. */
function messageOf(parts: IncomingMessage, body: Buffer): IncomingMessage {
  const { statusCode, statusMessage, httpVersion, headers } = parts;
  const stream = Readable.from(body.length > 0 ? [body] : [], { objectMode: false });
  return Object.assign(stream, {
    statusCode,
    statusMessage,
    httpVersion,
    headers: { ...headers },
    rawHeaders: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
    trailers: {},
    complete: true,
  }) as unknown as IncomingMessage;
}

function readArguments(args: unknown[]) {
  const listener = args.find((argument) => typeof argument === 'function') as Listener | undefined;
  const [head, second] = args;
  const isAddress = typeof head === 'string' || head instanceof URL;
  const options = (isAddress ? second : head) as RequestOptions | undefined;
  const given = typeof options === 'object' ? options : {};
  return { options: { ...given }, listener, first: isAddress ? (head as string | URL) : undefined };
}

function hasExpect({ headers }: RequestOptions): boolean {
  return Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'expect');
}

function addressOf(client: NodeHttpLike, options: RequestOptions, first: string | URL | undefined): string {
  if (first !== undefined) return String(first);
  const { protocol, hostname, host, port, path } = options;
  const isSecure = (client as { globalAgent?: { protocol?: string } }).globalAgent?.protocol === 'https:';
  const name = hostname ?? host ?? 'localhost';
  return `${protocol ?? (isSecure ? 'https:' : 'http:')}//${name}${port ? `:${port}` : ''}${path ?? '/'}`;
}
