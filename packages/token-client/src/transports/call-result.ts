import type { Kept } from './exchange.js';
import { hasStreamBody, takenStream } from './stream-body.js';
import { describesAnyBody, parsed } from './wrap.js';

/** Thrown where the result of one caller was to be told to another and cannot be. */
export class NoAnswer extends Error {}

/** Where a result keeps the body: the first that holds an access token. */
const BODIES = ['data', 'body', 'payload', 'text'];
/** Members that hold the request, and with it the credentials. */
const OF_THE_REQUEST = new Set(['config', 'request', 'req', 'res', 'options', '_config']);

/** Takes the result of a function that is not known apart. One without an access token is not kept. */
export async function taken<T>(own: T): Promise<Kept<T>> {
  const text = tokenText(own);
  if (text !== undefined) return { status: 200, text, again: likewise(own) as (next: string) => T };
  if (typeof own !== 'object' || own === null) return untold();
  if (isResponse(own)) return takenResponse(own);
  if (hasStreamBody(own)) return takenStream(own, plain as never);
  const member = BODIES.find((name) => tokenText((own as Members)[name]) !== undefined);
  if (member === undefined) return untold();
  const { status, statusCode } = own as Members;
  const code = typeof status === 'number' ? status : typeof statusCode === 'number' ? statusCode : 200;
  const body = tokenText((own as Members)[member])!;
  return { status: code, text: body, again: copied(own) as (next: string) => T };
}

/** The results of a callback: `(error, response, body)`. Each that holds the token is told again. */
export async function takenTogether(own: unknown[]): Promise<Kept<unknown[]>> {
  const kept = await Promise.all(own.map((value) => taken(value).catch(() => untold<unknown>())));
  const holder = kept.find(({ text }) => text !== '');
  if (!holder) return untold();
  return {
    ...holder,
    again: (text) => kept.map((one, index) => (one.text === '' ? plain(own[index]) : one.again(text))),
  };
}

type Members = Record<string, unknown>;

/** A result without an access token: it is not kept, and nobody else's. */
export function untold<T>(): Kept<T> {
  return {
    status: 0,
    text: '',
    again: () => {
      throw new NoAnswer();
    },
  };
}

/** The JSON of a token response that is given as an object, as text or as bytes. */
function tokenText(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return tokenText(new TextDecoder().decode(value));
  if (typeof value === 'string') return /"access_token"\s*:/.test(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return typeof (value as Members)['access_token'] === 'string' ? JSON.stringify(value) : undefined;
}

/** Makes another body in the form of this one, as it is now: its caller may change it. */
function likewise(own: unknown): (text: string) => unknown {
  if (own instanceof Uint8Array) {
    const { Buffer } = globalThis as {
      Buffer?: { isBuffer(of: unknown): boolean; from(of: Uint8Array): Uint8Array };
    };
    const isBuffer = Buffer?.isBuffer(own) ?? false;
    return (text) => {
      const bytes = new TextEncoder().encode(text);
      return isBuffer ? Buffer!.from(bytes) : bytes;
    };
  }
  if (typeof own === 'string') return (text) => text;
  const prototype = Object.getPrototypeOf(own) as object;
  return (text) => Object.assign(Object.create(prototype) as object, parsed(text));
}

/** Makes a response like this one, as it is now, with another body and without the request. */
function copied(own: object): (text: string) => object {
  const kept = plain(own);
  const bodies = BODIES.flatMap((name) => {
    const body = (own as Members)[name];
    return tokenText(body) === undefined ? [] : [[name, likewise(body)] as const];
  });
  return (text) => {
    const copy = plain(kept) as Members;
    for (const [name, body] of bodies) copy[name] = body(text);
    return copy;
  };
}

/** What can be told again of a response: its plain members and its headers. A stream keeps nothing of its class. */
function plain(own: unknown): unknown {
  if (typeof own !== 'object' || own === null) return own;
  const isStream = typeof (own as { pipe?: unknown }).pipe === 'function';
  const copy = (isStream ? {} : Object.create(Object.getPrototypeOf(own) as object)) as Members;
  const { headers, res } = own as Members;
  for (const [name, value] of Object.entries(own))
    if (
      !OF_THE_REQUEST.has(name) &&
      (typeof value !== 'object' || value === null) &&
      typeof value !== 'function'
    )
      copy[name] = value;
  for (const name of ['statusCode', 'statusMessage', 'status', 'statusText', 'ok'])
    if (name in own && !(name in copy)) copy[name] = (own as Members)[name];
  if (typeof headers === 'object' && headers !== null) copy['headers'] = plainHeaders(headers);
  // Wreck gives the response of Node beside the payload.
  if (typeof res === 'object' && res !== null && 'statusCode' in res) copy['res'] = plain(res);
  return copy;
}

function plainHeaders(headers: object): unknown {
  const prototype = Object.getPrototypeOf(headers) as object | null;
  if (prototype !== null && prototype !== Object.prototype) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => describesAnyBody(name)));
}

/** A `Response` of the platform, of node-fetch or of undici. */
export function isResponse(own: unknown): own is Response {
  const { clone, text, headers } = (own ?? {}) as Partial<Response>;
  return typeof clone === 'function' && typeof text === 'function' && typeof headers === 'object';
}

/** `data` is what gaxios has read of it. */
export async function takenResponse<T extends Response & { data?: unknown }>(own: T): Promise<Kept<T>> {
  const { status, statusText, url, data } = own;
  const read = tokenText(data);
  if (own.bodyUsed && read === undefined) return untold();
  const text = read ?? (await own.clone().text());
  const headers = [...own.headers].filter(([name]) => describesAnyBody(name));
  const Kind = own.constructor as typeof Response;
  const alike = data === undefined ? undefined : likewise(data);
  const again = (body: string) => {
    const response = new Kind(status === 204 ? null : body, { status, statusText, headers });
    Object.defineProperty(response, 'url', { value: url });
    if (alike)
      Object.defineProperty(response, 'data', {
        value: alike(body),
        writable: true,
        enumerable: true,
      });
    return response as T;
  };
  return { status, text, again };
}
