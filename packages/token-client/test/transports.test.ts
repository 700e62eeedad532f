// Call sites that use the HTTP response keep their call; only the client is wrapped. Real clients, a scripted endpoint.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { inspect, promisify } from 'node:util';
import axios from 'axios';
import axiosBefore1 from 'axios-0';
import got from 'got';
import request from 'request';
// @ts-expect-error: the package has no types; it is request, with promises.
import requestPromise from 'request-promise-native';
import superagent from 'superagent';
import { clearTokenCache, configureTokenRequests, invalidateAccessToken } from '../src/index.js';
import {
  cachedAxios,
  cachedFetch,
  cachedGot,
  cachedRequest,
  cachedSuperagent,
} from '../src/transports/index.js';
import { startEndpoint, token, type Scripted, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
let answer: (index: number) => Scripted;

beforeEach(async () => {
  clearTokenCache();
  // The spacing of requests is not what these tests are about.
  configureTokenRequests({ rateLimit: false });
  answer = (index) => ({ ...token(index, { instance_url: 'x' }), headers: { 'x-request-id': `${index}` } });
  endpoint = await startEndpoint((_, index) => answer(index));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await endpoint.close();
});

interface Seen {
  status: number;
  requestId: unknown;
  contentType: unknown;
  body: unknown;
  raw: unknown;
}
type Form = Record<string, string>;

const seen = (status: number, headers: Record<string, unknown>, body: unknown, raw: unknown): Seen => ({
  status,
  requestId: headers['x-request-id'],
  contentType: headers['content-type'],
  body,
  raw,
});

/** Each client posts a form and shows what the call site sees, of a success and of a refusal. */
const clients: Record<string, (form: Form) => Promise<Seen>> = {
  async fetch(form) {
    const response = await cachedFetch(fetch)(endpoint.tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect(response.url).toBe(endpoint.tokenEndpoint);
    const raw = response.clone();
    return seen(response.status, Object.fromEntries(response.headers), await response.json(), raw);
  },
  async axios(form) {
    const config = { auth: { username: 'orders', password: 'client-secret' } };
    const { status, headers, data, ...rest } = await cachedAxios(axios)
      .post(endpoint.tokenEndpoint, new URLSearchParams(form).toString(), config)
      .catch((error: { response: never }) => error.response);
    return seen(status, headers as never, data, rest);
  },
  async 'an axios instance'(form) {
    const instance = axios.create({ baseURL: endpoint.origin, validateStatus: () => true });
    const again = (instances.axios ??= instance);
    again.defaults.baseURL = endpoint.origin;
    const { status, headers, data, ...rest } = await cachedAxios(again)({
      url: '/token',
      method: 'POST',
      data: form,
    });
    return seen(status, headers as never, data, rest);
  },
  async 'axios 0'(form) {
    const { status, headers, data, ...rest } = await cachedAxios(axiosBefore1 as never as typeof axios)
      .request({ url: endpoint.tokenEndpoint, method: 'post', data: new URLSearchParams(form) })
      .catch((error: { response: never }) => error.response);
    return seen(status, headers as never, data, rest);
  },
  async 'request-promise'(form) {
    if (!instances.request) {
      const defaults = { simple: false, resolveWithFullResponse: true } as object;
      instances.request = (requestPromise as typeof request).defaults(defaults);
      const other = await startEndpoint(() => ({ body: {} }));
      await cachedRequest(instances.request)(other.origin);
      await other.close();
    }
    const options = { method: 'POST', uri: endpoint.tokenEndpoint, form, json: true };
    const response = (await cachedRequest(instances.request)(options)) as never as request.Response;
    return seen(response.statusCode, response.headers, response.body, { ...response.headers });
  },
  async 'a superagent agent'(form) {
    const agent = (instances.agent ??= superagent.agent());
    const response = await cachedSuperagent(agent)
      .post(endpoint.tokenEndpoint)
      .send(new URLSearchParams(form).toString())
      .ok(() => true);
    return seen(response.status, response.headers as never, response.body, response.type);
  },
  async got(form) {
    const response = await cachedGot(got).post(endpoint.tokenEndpoint, {
      form,
      responseType: 'json',
      throwHttpErrors: false,
      retry: { limit: 0 },
    });
    return seen(response.statusCode, response.headers, response.body, { ...response, request: undefined });
  },
  async superagent(form) {
    const response = await cachedSuperagent(superagent)
      .post(endpoint.tokenEndpoint)
      .auth('orders', 'client-secret')
      .type('form')
      .send(form)
      .catch((error: { response: superagent.Response }) => error.response);
    return seen(response.status, response.headers as never, response.body, response.get('x-request-id'));
  },
  async request(form) {
    const post = promisify(cachedRequest(request).post as never) as (
      options: object,
    ) => Promise<request.Response>;
    const response = await post({ url: endpoint.tokenEndpoint, form, json: true });
    return seen(response.statusCode, response.headers, response.body, { ...response.headers });
  },
};
const instances: {
  axios?: ReturnType<typeof axios.create>;
  agent?: ReturnType<typeof superagent.agent>;
  request?: typeof request;
} = {};

const login: Form = { grant_type: 'password', username: 'ann', password: 'pass-word-1', client_id: 'orders' };

describe.each(Object.entries(clients))('%s', (_, post) => {
  test('a hit has the shape of the response that it repeats', async () => {
    const first = await post(login);
    const hit = await post(login);
    expect(first).toMatchObject({ status: 200, requestId: '0', body: token(0, { instance_url: 'x' }).body });
    expect({ ...hit, raw: 0 }).toEqual({ ...first, raw: 0 });
    expect(endpoint.requests).toHaveLength(1);
    const text = inspect(hit.raw, { depth: 9 });
    expect(text).not.toContain('pass-word-1');
    expect(text).not.toContain('client-secret');
  });

  test('callers that come while a request is on its way share it', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => post(login)));
    expect(new Set(all.map(({ body }) => (body as { access_token: string }).access_token)).size).toBe(1);
    expect(endpoint.requests).toHaveLength(1);
  });

  test('expires_in is counted down, and at the end the token is asked for again', async () => {
    let passed = 0;
    const real = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => real() + passed);
    await post(login);
    passed = 600_000;
    expect((await post(login)).body).toMatchObject({ access_token: 'token-0', expires_in: 3000 });
    passed = 3_600_000;
    expect((await post(login)).body).toMatchObject({ access_token: 'token-1', expires_in: 3600 });
  });

  test('a refusal is the server’s own, each time, and never served to the right password', async () => {
    const right = answer;
    answer = () => ({ status: 400, headers: { 'x-request-id': 'r' }, body: { error: 'invalid_grant' } });
    for (let call = 0; call < 2; call++)
      expect(await post(login)).toMatchObject({
        status: 400,
        requestId: 'r',
        body: { error: 'invalid_grant' },
      });
    expect(endpoint.requests).toHaveLength(2);
    answer = right;
    expect(await post(login)).toMatchObject({ status: 200, body: { access_token: 'token-2' } });
    await post({ ...login, password: 'another' });
    expect(endpoint.requests).toHaveLength(4);
  });

  test('a refresh is the caller’s own, and an invalidated token is asked for again', async () => {
    const refresh = { grant_type: 'refresh_token', refresh_token: 'r', client_id: 'orders' };
    await post(refresh);
    await post(refresh);
    expect(endpoint.requests).toHaveLength(2);
    expect((await post(login)).body).toMatchObject({ access_token: 'token-2' });
    invalidateAccessToken('token-2');
    expect((await post(login)).body).toMatchObject({ access_token: 'token-3' });
  });
});

describe('the rest of a client is untouched', () => {
  test('other methods, other requests and other members go through', async () => {
    answer = (index) => ({ body: { index } });
    expect((await cachedAxios(axios).get(endpoint.origin)).data).toEqual({ index: 0 });
    expect((await cachedAxios(axios).post(endpoint.origin, { a: 1 })).data).toEqual({ index: 1 });
    expect((await cachedAxios(axios).post(endpoint.origin, { a: 1 })).data).toEqual({ index: 2 });
    expect(cachedAxios(axios).isAxiosError).toBe(axios.isAxiosError);
    expect(await (await cachedFetch()(endpoint.origin)).json()).toEqual({ index: 3 });
    expect(await cachedGot(got)(endpoint.origin).json()).toEqual({ index: 4 });
    expect((await cachedSuperagent(superagent).get(endpoint.origin)).body).toEqual({ index: 5 });
    expect(cachedAxios(axios)).toBe(cachedAxios(axios));
  });

  test('got’s .json() and .text(), axios errors, superagent’s end and a Request object', async () => {
    const cached = cachedGot(got);
    expect(await cached.post(endpoint.tokenEndpoint, { form: login }).json()).toMatchObject({
      access_token: 'token-0',
    });
    expect(endpoint.requests[0]!.headers['accept']).toBe('application/json');
    expect(await cached.post(endpoint.tokenEndpoint, { form: login }).text()).toContain('token-0');
    const init = { method: 'POST', body: new URLSearchParams(login) };
    const ask = async () => (await cachedFetch(fetch)(new Request(endpoint.tokenEndpoint, init))).json();
    expect(await ask()).toEqual(await ask());
    const end = () =>
      new Promise((resolve, reject) =>
        cachedSuperagent(superagent)
          .post(endpoint.tokenEndpoint)
          .type('form')
          .send({ grant_type: 'client_credentials' })
          .send({ client_id: 'orders' })
          .end((error: unknown, response) => (error ? reject(error as Error) : resolve(response.body))),
      );
    expect(await end()).toEqual(await end());
    expect(endpoint.requests).toHaveLength(3);
    answer = () => ({ status: 401, body: { error: 'invalid_client' } });
    const refused = cachedAxios(axios).post(endpoint.tokenEndpoint, { grant_type: 'client_credentials' });
    await expect(refused).rejects.toMatchObject({ isAxiosError: true, response: { status: 401 } });
    await expect(
      cached.post(endpoint.tokenEndpoint, { json: { grant_type: 'client_credentials' } }),
    ).rejects.toThrow('401');
  });
});

describe('a caller may stop waiting', () => {
  const ways: Record<string, (signal: AbortSignal | undefined) => Promise<unknown>> = {
    fetch: (signal) =>
      cachedFetch(fetch)(endpoint.tokenEndpoint, {
        method: 'POST',
        body: new URLSearchParams(login),
        ...(signal && { signal }),
      }),
    axios: (signal) => cachedAxios(axios).post(endpoint.tokenEndpoint, login, { ...(signal && { signal }) }),
    got: (signal) => cachedGot(got).post(endpoint.tokenEndpoint, { form: login, ...(signal && { signal }) }),
  };

  test.each(Object.keys(ways))('%s: a signal that has ended ends a hit, too', async (name) => {
    const real = await ways[name]!(AbortSignal.abort()).catch((error: Error) => error.name);
    await ways[name]!(undefined);
    await expect(ways[name]!(AbortSignal.abort())).rejects.toMatchObject({ name: real });
    await expect(ways[name]!(new AbortController().signal)).resolves.toBeDefined();
    expect(endpoint.requests).toHaveLength(1);
  });

  test('one that waits for another’s request is ended alone', async () => {
    const controller = new AbortController();
    answer = () => (controller.abort(), token(0));
    const first = ways['axios']!(undefined);
    await expect(ways['axios']!(controller.signal)).rejects.toMatchObject({ name: 'CanceledError' });
    await expect(first).resolves.toMatchObject({ data: { access_token: 'token-0' } });
    expect(endpoint.requests).toHaveLength(1);
  });

  test('one that waited for a request which another has ended makes its own', async () => {
    const source = axios.CancelToken.source();
    answer = (index) => {
      if (index === 0) source.cancel();
      return token(index);
    };
    const ended = cachedAxios(axios).post(endpoint.tokenEndpoint, login, { cancelToken: source.token });
    const [first, second] = await Promise.allSettled([ended, ways['axios']!(undefined)]);
    expect(first).toMatchObject({ status: 'rejected', reason: { name: 'CanceledError' } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { data: { access_token: 'token-1' } } });
  });
});

test('what axios sends with each request is part of it, but for a bearer token', async () => {
  const instance = axios.create();
  const ask = async () => (await cachedAxios(instance).post(endpoint.tokenEndpoint, login)).data as unknown;
  const first = await ask();
  instance.defaults.headers.common['Authorization'] = 'Bearer token-0';
  expect(await ask()).toEqual(first);
  instance.defaults.auth = { username: 'another client', password: 'its secret' };
  expect(await ask()).not.toEqual(first);
});
