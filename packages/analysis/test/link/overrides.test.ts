/** Methods that a base class calls and subclasses fill in, and functions that a factory is handed in an object. */
import { describe, expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

describe('a base class that calls what its subclass fills in', () => {
  const api = (main: string) => ({
    'token.js': TOKEN,
    'base.js': `export class Api {
  async call(path) { return fetch(path, { headers: { authorization: await this.auth() } }); }
}`,
    'key.js': `import { Api } from './base.js';
export class KeyApi extends Api { async auth() { return process.env.KEY; } }`,
    'oauth.js': `import { Api } from './base.js';
import { getToken } from './token.js';
export class OAuthApi extends Api { async auth() { return getToken(); } }`,
    'main.js': `import { KeyApi } from './key.js';
import { OAuthApi } from './oauth.js';
const key = new KeyApi();
const oauth = new OAuthApi();
async function main(paths) { ${main} }
main([]);`,
  });

  test('asks at each call that is made on the subclass', () => {
    expect(saidOf(api('for (const path of paths) { await oauth.call(path); /*@loop*/ }'))).toEqual([
      'loop@loop',
      'reuse@token',
    ]);
  });

  test('does not ask where the call is made on another subclass', () => {
    expect(saidOf(api("await oauth.call('/once'); for (const path of paths) await key.call(path);"))).toEqual(
      [],
    );
  });
});

describe('a function that is handed to a factory under a key', () => {
  const pusher = (factory: string) => ({
    'token.js': TOKEN,
    'push.js': factory,
    'run.js': `import { createPusher } from './push.js';
import { getToken } from './token.js';
const push = createPusher({ getToken, retries: 3 });
async function run(orders) { for (const order of orders) { await push(order); /*@loop*/ } }
run([]);`,
  });
  const send = (get: string) =>
    `async function push(order) { return fetch('/o', { body: order, headers: { token: ${get} } }); }`;

  test.each([
    `export function createPusher({ getToken }) { return ${send('await getToken()')}; }`,
    `export function createPusher({ getToken: ask }) { return ${send('await ask()')}; }`,
    `export function createPusher(deps) { return ${send('await deps.getToken()')}; }`,
    `export const createPusher = (deps) => { const { getToken } = deps; return ${send('await getToken()')}; };`,
  ])('is called by what the factory makes: %s', (factory) => {
    expect(saidOf(pusher(factory))).toEqual(['loop@loop', 'reuse@token']);
  });

  test('is called once where the factory calls it itself', () => {
    const factory = `export function createPusher({ getToken }) { const token = getToken(); return ${send('await token')}; }`;
    expect(saidOf(pusher(factory))).toEqual([]);
  });
});

test.each([
  [
    "import got from 'got'",
    'got.extend({ hooks: { beforeRequest: [async (options) => { options.headers.token = await getToken(); }] } })',
    'put',
  ],
  [
    "import ky from 'ky'",
    "ky.create({ hooks: { beforeRequest: [async (request) => { request.headers.set('token', await getToken()); }] } })",
    'put',
  ],
  ["import createClient from 'openapi-fetch'", "createClient({ baseUrl: '/' })", 'PUT'],
])('a client whose hook asks for a token, asks at each request: %s', (load, make, method) => {
  const use =
    method === 'PUT'
      ? "api.use({ async onRequest({ request }) { request.headers.set('token', await getToken()); return request; } });"
      : '';
  const said = saidOf({
    'token.js': TOKEN,
    'api.js': `${load};
import { getToken } from './token.js';
export const api = ${make};
${use}`,
    'run.js': `import { api } from './api.js';
async function run(ids) { for (const id of ids) { await api.${method}('/x/' + id); /*@loop*/ } }
run([]);`,
  });
  expect(said).toEqual(['loop@loop', 'reuse@token']);
});

test('a header that is set on one request keeps nothing', () => {
  const said = saidOf({
    'token.js': TOKEN,
    'jobs.js': `import superagent from 'superagent';
import cron from 'node-cron';
import { getToken } from './token.js';
cron.schedule('* * * * *', async () => {
  const token = await getToken();
  await superagent.get('/x').set('Authorization', 'Bearer ' + token);
});`,
  });
  expect(said).toEqual(['reuse@token']);
});
