// Clients without a drop-in of their own, own wrappers, node:http and requests by GET. Real clients, a scripted endpoint.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import http from 'node:http';
import axios from 'axios';
import { request as gaxios } from 'gaxios';
import got from 'got';
import ky from 'ky';
import needle from 'needle';
import { ofetch } from 'ofetch';
import request from 'request';
import { Observable, firstValueFrom, map } from 'rxjs';
import superagent from 'superagent';
import * as undici from 'undici';
import wretch from 'wretch';
import { clearTokenCache, configureTokenRequests } from '../src/index.js';
import { cachedNodeHttp } from '../src/node/index.js';
import {
  cachedAxios,
  cachedCall,
  cachedFetch,
  cachedGot,
  cachedKy,
  cachedObservable,
  cachedRequest,
  cachedSuperagent,
} from '../src/transports/index.js';
import { startEndpoint, token, type Scripted, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
let answer: (index: number) => Scripted;

beforeEach(async () => {
  clearTokenCache();
  configureTokenRequests({ rateLimit: false });
  answer = (index) => ({ ...token(index), headers: { 'x-request-id': `${index}` } });
  endpoint = await startEndpoint((_, index) => answer(index));
});
afterEach(() => endpoint.close());

type Form = Record<string, string>;
interface Seen {
  status: number | undefined;
  token: unknown;
}
const form = (fields: Form) => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const tokenOf = (body: unknown) =>
  ((typeof body === 'string' ? JSON.parse(body) : body) as { access_token?: unknown }).access_token;

/** An application's own wrapper, made anew for each call. */
class Model {
  async _request({ url, data }: { url: string; data: Form }) {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(data) });
    return { status: response.status, data: (await response.json()) as object };
  }
}
const ownCallback = (
  options: { url: string; form: Form },
  done: (error: unknown, response?: { statusCode: number }, body?: string) => void,
): void => {
  fetch(options.url, { method: 'POST', body: new URLSearchParams(options.form) })
    .then(async (response) => done(null, { statusCode: response.status }, await response.text()))
    .catch(done);
};
const observed = (url: string, body: Form) =>
  new Observable<object>((subscriber) => {
    fetch(url, { method: 'POST', body: new URLSearchParams(body) }).then(
      async (response) => {
        if (!response.ok) return subscriber.error({ status: response.status, error: await response.json() });
        subscriber.next((await response.json()) as object);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
  });

const nodeHttp = (fields: Form, method = 'POST') =>
  new Promise<Seen>((resolve, reject) => {
    const { hostname, port } = new URL(endpoint.tokenEndpoint);
    const asked = cachedNodeHttp(http).request(
      { hostname, port, path: '/token', method, headers: { ...FORM } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode, token: tokenOf(text) }));
      },
    );
    asked.on('error', reject);
    asked.write(form(fields));
    asked.end();
  });

/** Each client posts a form and shows what the call site sees, of a success and of a refusal. */
const clients: Record<string, (fields: Form) => Promise<Seen>> = {
  'node:http': (fields) => nodeHttp(fields),
  async undici(fields) {
    const { statusCode, body } = await cachedCall(undici.request)(endpoint.tokenEndpoint, {
      method: 'POST',
      headers: FORM,
      body: form(fields),
    });
    return { status: statusCode, token: tokenOf(await body.json()) };
  },
  async needle(fields) {
    const response = await cachedCall(needle)('post', endpoint.tokenEndpoint, form(fields));
    return { status: response.statusCode, token: tokenOf(response.body) };
  },
  'needle with a callback': (fields) =>
    new Promise((resolve, reject) => {
      cachedCall(needle.post, needle)(endpoint.tokenEndpoint, fields, (error, response) =>
        error ? reject(error) : resolve({ status: response.statusCode, token: tokenOf(response.body) }),
      );
    }),
  async gaxios(fields) {
    const { status, data } = await cachedCall(gaxios)({
      url: endpoint.tokenEndpoint,
      method: 'POST',
      data: form(fields),
      headers: FORM,
      validateStatus: accepted,
    });
    return { status, token: tokenOf(data as object) };
  },
  async ofetch(fields) {
    const body = await cachedCall(ofetch)(endpoint.tokenEndpoint, {
      method: 'POST',
      body: form(fields),
    }).catch((error: { status: number; data: object }) => ({ refused: error.status, ...error.data }));
    return { status: 'refused' in body ? (body.refused as number) : 200, token: tokenOf(body as object) };
  },
  async ky(fields) {
    const response = await cachedKy(ky)
      .post(endpoint.tokenEndpoint, { body: new URLSearchParams(fields), retry: 0 })
      .catch((error: { response: Response }) => error.response);
    return { status: response.status, token: tokenOf(await response.json()) };
  },
  async wretch(fields) {
    const response = await wretch(endpoint.tokenEndpoint)
      .middlewares([() => cachedFetch()])
      .headers(FORM)
      .post(form(fields))
      .res()
      .catch((error: { response: Response; text: string }) => new Response(error.text, { status: 400 }));
    return { status: response.status, token: tokenOf(await response.json()) };
  },
  async 'an own wrapper'(fields) {
    const model = new Model();
    const { status, data } = await cachedCall(
      model._request,
      model,
      Model,
    )({
      url: endpoint.tokenEndpoint,
      data: fields,
    });
    return { status, token: tokenOf(data) };
  },
  'an own wrapper with a callback': (fields) =>
    new Promise((resolve, reject) => {
      cachedCall(ownCallback)({ url: endpoint.tokenEndpoint, form: fields }, (error, response, body) =>
        error
          ? reject(error as Error)
          : resolve({ status: response?.statusCode, token: tokenOf(body ?? '{}') }),
      );
    }),
  observable: (fields) =>
    firstValueFrom(
      cachedObservable(observed)(endpoint.tokenEndpoint, fields).pipe(
        map((body) => ({ status: 200, token: tokenOf(body) })),
      ),
    ).catch((error: { status: number; error: object }) => ({
      status: error.status,
      token: tokenOf(error.error),
    })),
};
const accepted = () => true;

const login: Form = { grant_type: 'password', username: 'ann', password: 'pass-word-1', client_id: 'orders' };

describe.each(Object.entries(clients))('%s', (_, post) => {
  test('a repeated request is answered from the first, whoever waits for it', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => post(login)));
    expect(new Set(all.map(({ token }) => token))).toEqual(new Set(['token-0']));
    expect(await post(login)).toEqual({ status: 200, token: 'token-0' });
    expect(endpoint.requests).toHaveLength(1);
  });

  test('another user, and another password, ask for themselves', async () => {
    await post(login);
    expect(await post({ ...login, username: 'bob' })).toEqual({ status: 200, token: 'token-1' });
    answer = () => ({ status: 400, body: { error: 'invalid_grant' } });
    const wrong = { ...login, password: 'wrong' };
    for (let call = 0; call < 2; call += 1)
      expect(await post(wrong)).toEqual({ status: 400, token: undefined });
    expect(endpoint.requests).toHaveLength(4);
    expect(await post(login)).toEqual({ status: 200, token: 'token-0' });
  });

  test('a refresh is the caller’s own', async () => {
    const refresh = { grant_type: 'refresh_token', refresh_token: 'r', client_secret: 's' };
    await post(refresh);
    await post(refresh);
    expect(endpoint.requests).toHaveLength(2);
  });
});

describe('any function', () => {
  test('without credentials among its arguments it adds its own, which may change: it is called each time', async () => {
    let secret = 'first';
    const ask = async (fields: Form) => {
      const body = new URLSearchParams({ ...fields, client_secret: secret });
      return (await fetch(endpoint.tokenEndpoint, { method: 'POST', body })).json() as Promise<object>;
    };
    const fields = { grant_type: 'client_credentials' };
    expect(tokenOf(await cachedCall(ask)(fields))).toBe('token-0');
    secret = 'second';
    expect(tokenOf(await cachedCall(ask)(fields))).toBe('token-1');
  });

  test('two receivers share nothing, unless something else stands for them', async () => {
    const ask = (model: Model, identity?: object) =>
      cachedCall(model._request, model, identity)({ url: endpoint.tokenEndpoint, data: login });
    await ask(new Model());
    await ask(new Model());
    expect(endpoint.requests).toHaveLength(2);
    await ask(new Model(), Model);
    await ask(new Model(), Model);
    expect(endpoint.requests).toHaveLength(3);
  });

  test('a result that holds no token is each caller’s own', async () => {
    let count = 0;
    const ask = async (_: Form) => ({ session: (count += 1) });
    const all = await Promise.all([cachedCall(ask)(login), cachedCall(ask)(login)]);
    expect(all.map(({ session }) => session).sort()).toEqual([1, 2]);
  });

  test('a callback is given the error as the function gives it', async () => {
    const failure = new Error('down');
    const ask = (_: Form, done: (...results: unknown[]) => void) => done(failure, 'more');
    const results = await new Promise((resolve) => cachedCall(ask)(login, (...all) => resolve(all)));
    expect(results).toEqual([failure, 'more']);
  });
});

describe('a grant in the address of a GET', () => {
  const query = { grant_type: 'client_credentials', client_id: 'orders' };
  const get: Record<string, () => Promise<unknown>> = {
    axios: async () => (await cachedAxios(axios).get(endpoint.tokenEndpoint, { params: query })).data,
    'axios, called': async () =>
      (await cachedAxios(axios)(`${endpoint.tokenEndpoint}?${form(query)}`)).data as object,
    fetch: async () => (await cachedFetch(fetch)(`${endpoint.tokenEndpoint}?${form(query)}`)).json(),
    got: () => cachedGot(got).get(endpoint.tokenEndpoint, { searchParams: query }).json(),
    superagent: async () =>
      (await cachedSuperagent(superagent).get(endpoint.tokenEndpoint).query(query)).body as object,
    request: () =>
      new Promise((resolve, reject) => {
        const options = { url: `${endpoint.tokenEndpoint}?${form(query)}`, json: true };
        cachedRequest(request).get(options, (error: unknown, _, body: object) =>
          error ? reject(error as Error) : resolve(body),
        );
      }),
    'node:http': () =>
      new Promise((resolve) =>
        cachedNodeHttp(http).get(`${endpoint.tokenEndpoint}?${form(query)}`, async (response) => {
          const chunks: Uint8Array[] = [];
          for await (const chunk of response) chunks.push(chunk as Uint8Array);
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        }),
      ),
  };
  test.each(Object.entries(get))('%s', async (_, ask) => {
    expect([tokenOf(await ask()), tokenOf(await ask())]).toEqual(['token-0', 'token-0']);
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe('node:http', () => {
  test('a request that cannot connect fails as it did', async () => {
    await endpoint.close();
    await expect(nodeHttp(login)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    endpoint = await startEndpoint((_, index) => answer(index));
  });

  test('a timeout is told, and destroy ends the request', async () => {
    const slow = await startEndpoint(() => new Promise<Scripted>(() => {}));
    const asked = cachedNodeHttp(http).request(slow.tokenEndpoint, { method: 'POST', headers: FORM });
    const failed = new Promise((resolve) => asked.once('error', resolve));
    asked.setTimeout(50, () => asked.destroy(new Error('too slow')));
    asked.end(form(login));
    expect(await failed).toMatchObject({ message: 'too slow' });
    await slow.close();
  });
});
