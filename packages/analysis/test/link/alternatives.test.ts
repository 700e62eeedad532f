/** Names that stand for one of several things, as a setting decides. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const CLIENTS = `class Signed {
  async authenticate() {
    const body = 'grant_type=client_credentials&scope=orders';
    const answer = await fetch('https://id.example.com/connect/token', { method: 'POST', body, headers: { authorization: process.env.BASIC } }); /*@token*/
    this.token = (await answer.json()).access_token;
  }
}
class Given { async authenticate() { this.token = process.env.TOKEN; } }
`;
const HANDLER = `import { client } from './client.js';
async function create(name) { await client.authenticate(); return fetch('/orders/' + name, { headers: { token: client.token } }); }
export const all = (names) => Promise.all(names.map(async (name) => create(name))); /*@loop*/`;

test.each([
  'export const client = process.env.TOKEN ? new Given() : new Signed();',
  'let client;\nif (process.env.TOKEN) client = new Given(); else client = new Signed();\nexport { client };',
  'const client = process.env.TOKEN ? new Given() : new Signed();\nmodule.exports = { client };',
])('%s', (made) => {
  expect(saidOf({ 'client.js': CLIENTS + made, 'app.js': HANDLER })).toEqual(['loop@loop', 'reuse@token']);
});

test('in one file', () => {
  const use = `const client = process.env.TOKEN ? new Given() : new Signed();
app.get('/x', async (req, res) => { await client.authenticate(); res.json(await fetch('/y', { headers: { token: client.token } })); });`;
  expect(saidOf({ 'client.js': CLIENTS + use })).toEqual(['reuse@token']);
});
