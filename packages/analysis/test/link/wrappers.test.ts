/** Functions that are handed around: what a wrapper makes of one, what a cache of the project's own does with one. */
import { describe, expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

describe('a wrapper that asks for a token and hands it on', () => {
  const wrapped = (wrapper: string, use: string, loop = 'await getUser(id); /*@loop*/') => ({
    'token.js': TOKEN,
    'with-token.js': `import { getToken } from './token.js';
${wrapper}`,
    'users.js': `import { withToken } from './with-token.js';
${use}`,
    'run.js': `import { getUser } from './users.js';
async function run(ids) { for (const id of ids) { ${loop} } }
run([]);`,
  });
  const send = "async (token, id) => fetch('/u/' + id, { headers: { token } })";

  test.each([
    [
      'closure',
      'export const withToken = (fn) => async (...args) => fn(await getToken(), ...args);',
      `export const getUser = withToken(${send});`,
    ],
    [
      'named closure',
      'export function withToken(fn) { async function inner(...args) { return fn(await getToken(), ...args); } return inner; }',
      `const getUser = withToken(${send}); export { getUser };`,
    ],
    [
      'called at once',
      'export async function withToken(fn) { return fn(await getToken()); }',
      "export const getUser = (id) => withToken((token) => fetch('/u/' + id, { headers: { token } }));",
    ],
  ])('asks at each call of what it makes: %s', (_, wrapper, use) => {
    expect(saidOf(wrapped(wrapper, use))).toEqual(['loop@loop', 'reuse@token']);
  });

  test('asks once where it stands around the loop', () => {
    const wrapper = 'export const withToken = async (fn) => fn(await getToken());';
    const use = `export const getUser = null;
withToken(async (token) => { for (const id of [1, 2]) await fetch('/u/' + id, { headers: { token } }); });`;
    expect(saidOf(wrapped(wrapper, use, ''))).toEqual([]);
  });

  test('asks once where it keeps the token', () => {
    const wrapper = `let token;
export const withToken = (fn) => async (...args) => { token ??= await getToken(); return fn(token, ...args); };`;
    expect(saidOf(wrapped(wrapper, `export const getUser = withToken(${send});`))).toEqual([]);
  });
});

describe('a function that is handed to a cache of the project', () => {
  const remembered = (call: string, hit = 'const hit = await redis.get(key); if (hit) return hit;') => ({
    'token.js': TOKEN,
    'remember.js': `import Redis from 'ioredis';
const redis = new Redis();
export async function remember(key, load) {
  ${hit}
  const value = await load();
  await redis.set(key, value, 'EX', 3000);
  return value;
}`,
    'app.js': `import express from 'express';
import { getToken } from './token.js';
import { remember } from './remember.js';
express().get('/orders/:id', async (req, res) => { const id = req.params.id; res.json(await ${call}); });`,
  });

  test('is asked for again only where the cache has nothing', () => {
    expect(saidOf(remembered("remember('token', () => getToken())"))).toEqual([]);
    expect(saidOf(remembered("remember('token', () => getToken())", ''))).toEqual(['reuse@token']);
  });

  test('asks again for each answer that is kept', () => {
    const call = 'remember(id, async () => fetch("/o/" + id, { headers: { token: await getToken() } }))';
    expect(saidOf(remembered(call))).toEqual(['reuse@token']);
  });
});

test('a decoration of the application is called by its name', () => {
  const said = saidOf({
    'token.js': TOKEN,
    'app.js': `import Fastify from 'fastify';
import { getToken } from './token.js';
const app = Fastify();
app.decorate('upstreamToken', async function () { return getToken(); });
app.get('/orders', async () => fetch('/o', { headers: { token: await app.upstreamToken() } }));`,
  });
  expect(said).toEqual(['reuse@token']);
});

test.each([
  'exports.plugin = { name: "p", register: async (server) => {',
  'module.exports = async (fastify) => {',
])('a plugin runs when the server starts: %s', (head) => {
  const close = head.includes('register') ? '} };' : '};';
  const files = (body: string) => ({
    'token.js': TOKEN,
    'plugin.js': `const { getToken } = require('./token.js');
${head} ${body} ${close}`,
  });
  const server = head.includes('register') ? 'server' : 'fastify';
  expect(saidOf(files(`${server}.decorate('token', await getToken());`))).toEqual([]);
  expect(saidOf(files(`${server}.get('/x', async () => getToken());`))).toEqual(['reuse@token']);
});

test('functions that are put on an object later are its methods, and found in tables of them', () => {
  const said = saidOf({
    'token.js': TOKEN,
    'music.js': `const { getToken } = require('./token.js');
const Music = {};
Music.list = async (id) => fetch('/l/' + id, { headers: { token: await getToken() } });
Music.idOf = (link) => link.split('/')[4];
module.exports = Music;`,
    'app.js': `const Music = require('./music');
const readers = { music: Music.list };
require('express')().post('/', async (req, res) => res.json(await readers[req.body.from](req.body.id)));`,
  });
  expect(said).toEqual(['reuse@token']);
});

test('an object that is made for each request and only asked for an answer is not kept', () => {
  const said = saidOf({
    'music.js': `export class Music {
  async login() {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET });
    this.token = (await (await fetch('https://id.example.com/token', { method: 'POST', body })).json()).access_token; /*@token*/
  }
  async track(id) { if (!this.token) await this.login(); return fetch('/t/' + id, { headers: { token: this.token } }); }
}`,
    'app.js': `import express from 'express';
import { Music } from './music.js';
import { listens } from './db.js';
express().post('/', async (req, res) => { const music = new Music(); const track = await music.track(req.body.id); await listens.add(track); res.end(); });`,
  });
  expect(said).toEqual(['reuse@token']);
});

test('a client of the project that is given the grant in the address asks for a token', () => {
  const files = {
    'client.js': `const axios = require('axios');
class Client {
  constructor(baseURL) { this.instance = axios.create({ baseURL }); }
  get(config) { return this.instance.request({ ...config, methods: 'get' }); }
}
module.exports = new Client('https://api.example.com/');`,
    'app/api/send/route.js': `const client = require('../../../client');
const { id, secret } = require('../../../data');
exports.POST = async () => {
  const { token } = await client.get({ url: \`token?grant_type=client_credential&id=\${id}&secret=\${secret}\` }); /*@get*/
  return send(token);
};`,
  };
  expect(saidOf(files)).toEqual(['reuse@get']);
});

test('a password that is written in the address is a machine’s', () => {
  const files = {
    'app/api/send/route.js': `export const POST = async () => {
  const answer = await fetch('https://auth.example.com/token?grant_type=password&username=service&password=written', { method: 'POST' }); /*@post*/
  return send(await answer.json());
};`,
  };
  expect(saidOf(files)).toEqual(['password@post', 'reuse@post']);
});

test('a grant that is handed on, or is the default of a parameter, is the one that is sent', () => {
  const files = (body: string) => ({
    'request.js': `export const request = async (account, grant_type, secret) => fetch('https://auth.example.com/token', { /*@token*/
  method: 'POST',
  body: new URLSearchParams({ grant_type, username: account.name, [grant_type]: secret }),
});`,
    'accounts.js': `import { request } from './request.js';
${body}`,
    'app.js': `import express from 'express';
import { renew } from './accounts.js';
express().post('/renew', async (req, res) => res.json(await renew(req.body)));`,
  });
  const handed = `export const renew = async (account) => update(account, 'password');
const update = async (account, grant) => request(account, grant, account.secret);`;
  expect(saidOf(files(handed))).toEqual(['password@token']);
  expect(saidOf(files(handed.replace("'password'", "'refresh_token'")))).toEqual([]);
  const usual = `export const renew = async (account, grant = 'password') => request(account, grant, account.secret);`;
  expect(saidOf(files(usual))).toEqual(['password@token']);
});

test("what the project's own cache makes of a function answers from memory, wherever it is made", () => {
  const ASKS = `async function fetchToken() {
  const b = await (await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  })).json();
  return { token: b.access_token, until: Date.now() + b.expires_in * 1000 };
}`;
  const files = (call: string, inside: string) => ({
    'holding.js': `export function holding(load) {
  let kept = null;
  return async function () { ${inside} return (await load()).token; };
}`,
    'token.js': `import { holding } from './holding.js';
${ASKS}
export const getToken = holding(fetchToken);
${call === 'alone' ? 'export const alone = async () => (await fetchToken()).token;' : ''}`,
    'app.js': `import express from 'express';
import { ${call} } from './token.js';
express().get('/', async (req, res) => res.json(await load(await ${call}())));`,
  });
  const looks = 'if (!kept || kept.until < Date.now()) kept = await load(); return kept.token;';
  expect(saidOf(files('getToken', looks))).toEqual([]);
  expect(saidOf(files('getToken', ''))).toEqual(['reuse@token']);
  expect(saidOf(files('alone', looks))).toEqual(['reuse@token']);
});
