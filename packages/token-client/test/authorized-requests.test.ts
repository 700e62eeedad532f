// Rule 9: an API's 401 gives up the token and is retried once, where the body can be sent twice. Real clients, a real API.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import axios from 'axios';
import axiosBefore1 from 'axios-0';
import got from 'got';
import {
  axiosInterceptor,
  createTokenSource,
  dpopBinding,
  gotHooks,
  type TokenEvent,
  type TokenSource,
} from '../src/index.js';
import {
  serviceClient,
  startAuthorizationServer,
  type AuthorizationServer,
} from './support/authorization-server.js';
import { startEndpoint, token } from './support/scripted-endpoint.js';

let server: AuthorizationServer;
let source: TokenSource;
let events: TokenEvent[];

beforeAll(async () => (server = await startAuthorizationServer({ perSecond: Infinity })));
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  events = [];
  source = createTokenSource({
    ...serviceClient(server),
    grant: 'client_credentials',
    scope: 'orders.read orders.write',
    onEvent: (event) => events.push(event),
  });
});

/** Each client puts an order and answers with the status. */
const clients: Record<string, () => (body: string | Readable) => Promise<number>> = {
  'source.fetch': () => async (body) => {
    const init = { method: 'PUT', body: body as never, duplex: 'half' } as RequestInit;
    return (await source.fetch(`${server.apiUrl}/orders/7`, init)).status;
  },
  axios: () => {
    const api = axios.create({ baseURL: server.apiUrl, validateStatus: (status) => status < 400 });
    axiosInterceptor(api, source);
    return (body) =>
      api.put('/orders/7', body).then(
        ({ status }) => status,
        (error: { response: { status: number } }) => error.response.status,
      );
  },
  'axios 0': () => {
    const api = (axiosBefore1 as never as typeof axios).create({ baseURL: server.apiUrl });
    axiosInterceptor(api, source);
    return (body) =>
      api.put('/orders/7', body).then(
        ({ status }) => status,
        (error: { response: { status: number } }) => error.response.status,
      );
  },
  got: () => {
    const api = got.extend({ prefixUrl: server.apiUrl, hooks: gotHooks(source), retry: { limit: 0 } });
    return async (body) => (await api.put('orders/7', { body, throwHttpErrors: false })).statusCode;
  },
};

describe.each(Object.entries(clients))('%s', (_, make) => {
  test('attaches the token; 20 calls make one token request', async () => {
    const put = make();
    const statuses = await Promise.all(Array.from({ length: 20 }, () => put('x')));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(server.stats.tokenRequests).toBe(1);
  });

  test('rule 9: after a 401 the token is renewed once for all, and each request is sent once more', async () => {
    const put = make();
    await put('x');
    server.revokeAll();
    const statuses = await Promise.all(Array.from({ length: 5 }, () => put('x')));
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(server.stats.tokenRequests).toBe(2);
    expect(server.stats.api.byStatus).toEqual({ 200: 6, 401: 5 });
  });

  test('rule 9: a body that was a stream is not sent twice, but the next request has a new token', async () => {
    const put = make();
    await put('x');
    server.revokeAll();
    expect(await put(Readable.from([Buffer.from('x')]))).toBe(401);
    expect(server.stats.api.calls).toBe(2);
    expect(await put('x')).toBe(200);
  });
});

test('rule 9: an API that refuses every token is asked twice, not for ever', async () => {
  const api = await startEndpoint(() => ({ status: 401 }));
  const address = `${api.origin}/orders`;
  try {
    expect((await source.fetch(address)).status).toBe(401);
    expect(api.requests).toHaveLength(2);
    const instance = axios.create();
    axiosInterceptor(instance, source);
    await expect(instance.get(address)).rejects.toMatchObject({ response: { status: 401 } });
    expect(api.requests).toHaveLength(4);
    await got(address, { hooks: gotHooks(source), throwHttpErrors: false, retry: { limit: 0 } });
    expect(api.requests).toHaveLength(6);
    expect(events).toContainEqual({ type: 'retry401', origin: api.origin });
  } finally {
    await api.close();
  }
});

test('rule 9: a token that another caller has renewed already is not given up', async () => {
  const api = await startEndpoint((_, index) => ({ status: index < 2 ? 401 : 200 }));
  try {
    const responses = await Promise.all([source.fetch(`${api.origin}/a`), source.fetch(`${api.origin}/b`)]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(server.stats.tokenRequests).toBe(2);
  } finally {
    await api.close();
  }
});

test('a DPoP-bound token is sent with a proof of its own for each attempt, and its nonce', async () => {
  const proofs: string[] = [];
  const api = await startEndpoint(({ headers }, index) => {
    proofs.push(headers['dpop']!);
    return index === 0
      ? { status: 401, headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n-1' } }
      : { body: { authorization: headers['authorization'] } };
  });
  const endpoint = await startEndpoint((_, index) => token(index, { token_type: 'dpop' }));
  try {
    const keyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const bound = createTokenSource({
      tokenEndpoint: endpoint.tokenEndpoint,
      clientId: 'orders',
      grant: 'client_credentials',
      dpop: dpopBinding(keyPair),
    });
    const response = await bound.fetch(`${api.origin}/orders`);
    expect(await response.json()).toEqual({ authorization: 'DPoP token-0' });
    expect(proofs).toHaveLength(2);
    expect(proofs[0]).not.toBe(proofs[1]);
    const claims = JSON.parse(Buffer.from(proofs[1]!.split('.')[1]!, 'base64url').toString()) as object;
    expect(claims).toMatchObject({ htm: 'GET', htu: `${api.origin}/orders`, nonce: 'n-1' });
    const instance = axios.create();
    axiosInterceptor(instance, bound);
    await expect(instance.get(api.origin)).rejects.toThrow('use `source.fetch`');
  } finally {
    await Promise.all([api.close(), endpoint.close()]);
  }
});
