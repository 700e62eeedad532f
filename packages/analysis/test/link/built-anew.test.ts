/** A token that an object or a closure keeps is kept as long as that lives: who builds it anew asks anew. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const request = `await fetch('https://auth.example.com/oauth/token', { /*@token*/
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: options.id, client_secret: options.secret }),
    });`;
const asClass = `export class Client {
  token = null;
  constructor(options) { this.options = options; }
  async login() { const { options } = this; const answer = ${request} this.token = await answer.text(); }
  async get(path) { if (!this.token) await this.login(); return fetch(path, { headers: { Authorization: this.token } }); }
}
export const made = (options) => new Client(options);`;
const asClosure = `export function made(options) {
  let token;
  async function getToken() { if (token) return token; const answer = ${request} token = await answer.text(); return token; }
  return { get: async (path) => fetch(path, { headers: { Authorization: await getToken() } }) };
}`;
const CREDENTIALS = '{ id: process.env.ID, secret: process.env.SECRET }';
const server = (before: string, inside: string) => `import express from 'express';
import { Client, made } from './client.js';
const app = express();
${before}
app.get('/', async (req, res) => {
  ${inside}
});`;

const forms = [
  ['class', asClass],
  ['closure', asClosure],
] as const;

test.each(forms)('a %s that is built for each HTTP request keeps nothing', (_, client) => {
  const inside = `const client = made(${CREDENTIALS}); res.json(await client.get('/x'));`;
  expect(saidOf({ 'client.js': client, 'server.js': server('', inside) })).toEqual(['reuse@token']);
});

test.each(forms)('a %s that is built at each turn asks at each turn', (_, client) => {
  const run = `import { made } from './client.js';
export async function run(paths) {
  for (const path of paths) {
    const client = made(${CREDENTIALS}); /*@loop*/
    await client.get(path);
  }
}
run([]);`;
  // The class is made in `made`, whose call is the one in the loop.
  expect(saidOf({ 'client.js': client, 'run.js': run })).toEqual(['loop@loop', 'reuse@token']);
  expect(saidOf({ 'client.js': client, 'run.js': run.replace(CREDENTIALS, 'path.client') })).toEqual([]);
});

test.each([
  [`const client = made(${CREDENTIALS});`, "res.json(await client.get('/x'));"],
  [
    `let client; const shared = () => { client ??= made(${CREDENTIALS}); return client; };`,
    "res.json(await shared().get('/x'));",
  ],
  [
    'const kept = {}; const keep = (name, client) => { kept[name] ??= client; return kept[name]; };',
    `const client = keep('a', new Client(${CREDENTIALS})); res.json(await client.get('/x'));`,
  ],
  [
    'const all = new Map(); function of(id) { if (!all.has(id)) all.set(id, made({ id, secret: process.env.SECRET })); return all.get(id); }',
    "res.json(await of(req.params.id).get('/x'));",
  ],
  [
    '',
    "const client = made({ id: req.body.id, secret: req.body.secret }); res.json(await client.get('/x'));",
  ],
])('is kept where the object stays, or is somebody else’s each time: %s %s', (before, inside) => {
  for (const [, client] of inside.includes('new Client') ? forms.slice(0, 1) : forms)
    expect(saidOf({ 'client.js': client, 'server.js': server(before, inside) })).toEqual([]);
});

test.each(['new Client(tenant)', 'made(tenant)'])(
  'a client of each tenant is no loop, though its methods take no credentials: %s',
  (make) => {
    const client = asClass.replace('if (!this.token) ', '');
    const run = `import { Client, made } from './client.js';
export async function run(tenants) {
  for (const tenant of tenants) {
    const client = ${make};
    await client.get('/me');
  }
}`;
    expect(saidOf({ 'client.js': client, 'run.js': run })).not.toContain('loop@loop');
  },
);
