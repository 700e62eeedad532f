// Vendors that want no grant: a client authenticates at an address for tokens.
import http from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import axios from 'axios';
import got from 'got';
import superagent from 'superagent';
import { clearTokenCache, configureTokenRequests } from '../src/index.js';
import { cachedNodeHttp } from '../src/node/index.js';
import { cachedAxios, cachedFetch, cachedGot, cachedSuperagent } from '../src/transports/index.js';
import { startEndpoint, token, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
beforeEach(async () => {
  clearTokenCache();
  configureTokenRequests({ rateLimit: false });
  endpoint = await startEndpoint((_, index) => token(index));
});
afterEach(() => endpoint.close());

const basic = `Basic ${btoa('orders:s3cret')}`;
type Ask = (url: string, password: string) => Promise<unknown>;
const asked: Record<string, Ask> = {
  axios: async (url, password) => {
    const { data } = await cachedAxios(axios).get(url, { auth: { username: 'orders', password } });
    return data.access_token;
  },
  fetch: async (url, password) => {
    const headers = { authorization: `Basic ${btoa(`orders:${password}`)}` };
    const response = await cachedFetch(fetch)(url, { method: 'POST', headers });
    return ((await response.json()) as { access_token: string }).access_token;
  },
  got: async (url, password) =>
    (await cachedGot(got).post(url, { username: 'orders', password }).json<{ access_token: string }>())
      .access_token,
  superagent: async (url, password) =>
    (await cachedSuperagent(superagent).get(url).auth('orders', password)).body.access_token,
  'node:http': (url, password) =>
    new Promise((resolve, reject) => {
      cachedNodeHttp(http)
        .request(url, { method: 'POST', auth: `orders:${password}` }, (response) => {
          let text = '';
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () => resolve(JSON.parse(text).access_token));
        })
        .on('error', reject)
        .end();
    }),
};

test.each(Object.entries(asked))('%s: asked once for one secret, and again for another', async (_, ask) => {
  const url = `${endpoint.origin}/oauth/token`;
  expect([await ask(url, 'a'), await ask(url, 'a'), await ask(url, 'b')]).toEqual([
    'token-0',
    'token-0',
    'token-1',
  ]);
});

test.each(['/token/introspect', '/orders', '/token/revoke'])('%s is no token request', async (path) => {
  const ask = () =>
    cachedFetch(fetch)(endpoint.origin + path, { method: 'POST', headers: { authorization: basic } });
  await Promise.all([ask(), ask()]);
  await ask();
  expect(endpoint.requests).toHaveLength(3);
});

test('a code works once', async () => {
  const body = new URLSearchParams({ code: 'c' });
  const ask = () =>
    cachedFetch(fetch)(endpoint.tokenEndpoint, { method: 'POST', headers: { authorization: basic }, body });
  await ask();
  await ask();
  expect(endpoint.requests).toHaveLength(2);
});
