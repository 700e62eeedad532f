/** Tokens kept in stores that are spoken to in statements, and what looks like it. */
import { describe, expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const ASKS = `const b = await (await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  })).json();`;

const server = (head: string, look: string, keep: string) => ({
  'server.js': `import express from 'express';
${head}
async function getToken() {
  ${look}
  ${ASKS}
  ${keep}
  return b.access_token;
}
express().get('/', async (req, res) => res.json(await load(await getToken())));`,
});

const DRIZZLE = `import { db } from './db.js'; import { tokens, users } from './schema.js';`;
const SQLITE = `import Database from 'better-sqlite3'; const db = new Database('x.db');`;
const AWS = `import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'; const ddb = DynamoDBDocumentClient.from(client);`;
const POSTGRES = `import postgres from 'postgres'; const sql = postgres();`;

describe('kept', () => {
  test.each([
    [
      'a query builder',
      DRIZZLE,
      'const [row] = await db.select().from(tokens).limit(1); if (row && row.until > new Date()) return row.token;',
      'await db.insert(tokens).values({ token: b.access_token, until: new Date(Date.now() + b.expires_in * 1000) });',
    ],
    [
      'a table named at the root',
      `import knex from './knex.js';`,
      `const row = await knex('tokens').where({ id: 1 }).first(); if (row?.until > Date.now()) return row.token;`,
      `await knex('tokens').insert({ token: b.access_token }).onConflict('id').merge();`,
    ],
    [
      'prepared statements',
      SQLITE,
      `const row = db.prepare('SELECT token, until FROM tokens').get(); if (row && row.until > Date.now()) return row.token;`,
      `db.prepare('INSERT OR REPLACE INTO tokens VALUES (?, ?)').run(b.access_token, Date.now() + b.expires_in * 1000);`,
    ],
    [
      'statements prepared above',
      `${SQLITE} const read = db.prepare('SELECT * FROM tokens'); const write = db.prepare('REPLACE INTO tokens VALUES (?)');`,
      'const row = read.get(); if (row) return row.token;',
      'write.run(b.access_token);',
    ],
    [
      'commands',
      AWS,
      `const { Item } = await ddb.send(new GetCommand({ TableName: 'keys', Key: { id: 1 } })); if (Item?.until > Date.now()) return Item.token;`,
      `await ddb.send(new PutCommand({ TableName: 'keys', Item: { id: 1, token: b.access_token } }));`,
    ],
    [
      'tagged templates',
      POSTGRES,
      'const [row] = await sql`SELECT token FROM tokens`; if (row) return row.token;',
      'await sql`INSERT INTO tokens VALUES (${b.access_token})`;',
    ],
    [
      "the platform's cache",
      '',
      `const cache = caches.default; const hit = await cache.match('https://kept/token'); if (hit) return (await hit.json()).access_token;`,
      `await cache.put('https://kept/token', new Response(JSON.stringify(b)));`,
    ],
    [
      'a state that a switch looks at',
      `let state = { kind: 'none' };`,
      `switch (state.kind) { case 'ready': if (state.until > Date.now()) return state.token; }`,
      `state = { kind: 'ready', token: b.access_token, until: Date.now() + b.expires_in * 1000 };`,
    ],
    [
      'a getter that looks at it',
      `const kept = { token: null, until: 0, get alive() { return this.token && this.until > Date.now(); } };`,
      'if (kept.alive) return kept.token;',
      'kept.token = b.access_token; kept.until = Date.now() + b.expires_in * 1000;',
    ],
  ])('in %s', (_name, head, look, keep) => {
    expect(saidOf(server(head, look, keep))).toEqual([]);
  });
});

describe('not kept', () => {
  test.each([
    ['written and never read', DRIZZLE, '', 'await db.insert(tokens).values({ token: b.access_token });'],
    [
      'looked for in another table',
      DRIZZLE,
      'const [row] = await db.select().from(users).limit(1); if (!row) return null;',
      'await db.insert(tokens).values({ token: b.access_token });',
    ],
    [
      'prepared for another table',
      SQLITE,
      `const row = db.prepare('SELECT id FROM orders').get(); if (!row) return null;`,
      `db.prepare('INSERT INTO tokens VALUES (?)').run(b.access_token);`,
    ],
    [
      'read from another key',
      AWS,
      `const { Item } = await ddb.send(new GetCommand({ TableName: 'orders', Key: { id: 1 } })); if (!Item) return null;`,
      `await ddb.send(new PutCommand({ TableName: 'keys', Item: { token: b.access_token } }));`,
    ],
    [
      'selected elsewhere by a tag',
      POSTGRES,
      'const [row] = await sql`SELECT id FROM jobs`; if (!row) return null;',
      'await sql`INSERT INTO tokens VALUES (${b.access_token})`;',
    ],
    [
      'a switch over something else',
      'let last;',
      `switch (process.env.MODE) { case 'off': return null; default: }`,
      'last = b.access_token;',
    ],
  ])('%s', (_name, head, look, keep) => {
    expect(saidOf(server(head, look, keep))).toEqual(['reuse@token']);
  });
});

test('what a store hands to a callback was read there', () => {
  const kept = (read: string, key: string) => ({
    'server.js': `import express from 'express'; import Memcached from 'memcached'; const store = new Memcached('localhost');
const getToken = () => new Promise((resolve, reject) => ${read}, async (error, hit) => {
  if (hit) return resolve(hit);
  ${ASKS}
  store.set('${key}', b.access_token, b.expires_in, () => {});
  resolve(b.access_token);
}));
express().get('/', async (req, res) => res.json(await load(await getToken())));`,
  });
  expect(saidOf(kept("store.get('token'", 'token'))).toEqual([]);
  expect(saidOf(kept("store.get('hits'", 'token'))).toEqual(['reuse@token']);
});

test('a field that is taken out of an object by another name is that field', () => {
  const files = (take: string, keep: string) => ({
    'auth.js': `export class Auth {
  tokens = new Map();
  async get(tenant) {
    ${take}
    if (kept.has(tenant)) return kept.get(tenant);
    const b = await (await fetch('https://auth.example.com/' + tenant + '/token', { /*@token*/
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
    })).json();
    ${keep}
    return b.access_token;
  }
}`,
    'server.js': `import express from 'express';
import { Auth } from './auth.js';
const auth = new Auth();
express().get('/', async (req, res) => res.json(await load(await auth.get('one'))));`,
  });
  const keep = 'kept.set(tenant, b.access_token);';
  expect(saidOf(files('const { tokens: kept } = this;', keep))).toEqual([]);
  expect(saidOf(files('const { tokens: kept } = this;', 'this.others.set(tenant, b.access_token);'))).toEqual(
    ['reuse@token'],
  );
  expect(saidOf(files('const kept = new Map();', keep))).toEqual(['reuse@token']);
});
