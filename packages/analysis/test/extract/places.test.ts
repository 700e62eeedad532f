/** Places that a token is kept in, as programs write and read them. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const ROUTE = (before: string, body: string) =>
  saidOf({
    'app/orders/route.ts': `import { Token } from '../../models.js';
let token, until, since = 0;
async function ask() {
  const response = await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET }),
  });
  return response.json();
}
${before}
export async function GET(request) { ${body} }`,
  });

test.each([
  'if (!token || until < Date.now()) [token, until] = await pair(); return token;',
  'if (!token || until < Date.now()) ({ value: token, end: until } = await named()); return token;',
  'if (Date.now() - since > 3500000) { token = (await ask()).access_token; since = Date.now(); } return token;',
  'if ((Date.now() - since) / 1000 > 3500) { token = (await ask()).access_token; since = Date.now(); } return token;',
  `const kept = await Token.findOne({ name: 'x' });
  if (kept && kept.until > Date.now()) return kept.value;
  const fresh = await ask();
  await Token.findOneAndUpdate({ name: 'x' }, { value: fresh.access_token }, { upsert: true });
  return fresh.access_token;`,
  `const { rows } = await pool.query('SELECT value FROM tokens WHERE until > now()');
  if (rows.length > 0) return rows[0].value;
  const fresh = await ask();
  await pool.query('INSERT INTO tokens (value) VALUES ($1)', [fresh.access_token]);
  return fresh.access_token;`,
])('kept: %s', (body) => {
  const before = `async function pair() { const fresh = await ask(); return [fresh.access_token, Date.now() + fresh.expires_in]; }
async function named() { const fresh = await ask(); return { value: fresh.access_token, end: Date.now() + fresh.expires_in }; }`;
  expect(ROUTE(before, body)).toEqual([]);
});

test.each([
  'if (Date.now() - since > 60000) { since = Date.now(); const fresh = await ask(); await send(fresh.access_token); }',
  'if (until < Date.now()) { const [mine, end] = await pair(); return mine; }',
  `const { rows } = await pool.query('SELECT id FROM orders');
  if (rows.length === 0) return null;
  const fresh = await ask();
  await pool.query('INSERT INTO log (text) VALUES ($1)', [fresh.access_token]);
  return fresh.access_token;`,
])('not kept: %s', (body) => {
  const before = `async function pair() { const fresh = await ask(); return [fresh.access_token, Date.now() + fresh.expires_in]; }`;
  expect(ROUTE(before, body)).toEqual(['reuse@token']);
});

test('a variable that no script declares is one of the program', () => {
  const script = (keep: string) =>
    saidOf({
      'client.js': `const request = require('request-promise');
exports.session = () => new Promise((resolve, reject) => {
  if (typeof token === 'string') { resolve(token); return; }
  request({ method: 'POST', url: 'https://id.example.com/token', form: { grant_type: 'client_credentials', client_id: 'x' } }) /*@token*/
    .then((body) => { ${keep} = JSON.parse(body).access_token; setTimeout(() => { token = undefined; }, 3e6); resolve(JSON.parse(body).access_token); })
    .catch(reject);
});`,
      'run.js': `const { session } = require('./client.js');
require('express')().get('/', async (req, res) => res.json(await session()));`,
    });
  expect(script('token')).toEqual([]);
  expect(script('const own')).toEqual(['reuse@token']);
});

test('an SDK that signed in not long ago, as a flag and a time beside it tell', () => {
  const service = (before: string, after: string, failed: string) =>
    saidOf({
      'service.js': `import KcAdminClient from '@keycloak/keycloak-admin-client';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
class Service {
  signedIn = false; until = 0; client = new KcAdminClient({ baseUrl: process.env.URL });
  async signIn() {
    const now = Date.now();
    ${before}
    try {
      await this.client.auth({ grantType: 'client_credentials', clientId: 'x', clientSecret: process.env.SECRET }); /*@token*/
      ${after}
    } catch (error) { ${failed} throw error; }
  }
  async list() { await this.signIn(); return this.client.users.find(); }
}
const service = new Service();
const server = new McpServer({ name: 'x', version: '1' });
server.tool('list', {}, async () => service.list());`,
    });
  const kept = 'this.signedIn = true; this.until = now + 300000;';
  expect(
    service('if (this.signedIn && now < this.until) return;', kept, 'this.signedIn = false; this.until = 0;'),
  ).toEqual([]);
  expect(service('if (!this.signedIn) return;', kept, '')).toEqual([]);
  expect(service('if (this.closed && now < this.since) return;', kept, '')).toEqual(['reuse@token']);
});
