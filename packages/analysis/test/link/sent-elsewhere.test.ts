/** Token payloads that one file writes down and another sends. */
import { describe, expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const SENT = "grant_type: 'password', username: process.env.USER_NAME, password: process.env.USER_PASSWORD";

const files = (payload: string, sender: string) => ({
  'auth/payload.js': payload,
  'auth/login.js': `import axios from 'axios';
${sender}`,
  'run.js': "import { login } from './auth/login.js';\nlogin().then(console.log);",
});

const login = (call: string) => `export async function login() { return (await ${call}).data; /*@call*/ }`;

describe('a payload that another file writes down is reported where it is sent', () => {
  test.each([
    [
      'an object',
      `export const payload = { ${SENT} };`,
      "import { payload } from './payload.js';",
      "axios.post('/token', new URLSearchParams(payload))",
    ],
    [
      'a spread of it',
      `export const payload = { ${SENT} };`,
      "import { payload } from './payload.js';",
      "axios.post('/token', { ...payload, scope: 'a' })",
    ],
    [
      'all options',
      `export default { method: 'post', url: '/token', data: new URLSearchParams({ ${SENT} }) };`,
      "import payload from './payload.js';",
      'axios(payload)',
    ],
    [
      'a member of a namespace',
      `export const payload = { ${SENT} };`,
      "import * as payloads from './payload.js';",
      "axios.post('/token', payloads.payload)",
    ],
    [
      'a builder of a form',
      "export function build() { const form = new URLSearchParams(); form.set('grant_type', 'password'); form.set('username', process.env.U); form.set('password', process.env.P); return form; }",
      "import { build } from './payload.js';",
      "axios.post('/token', build())",
    ],
    [
      'a builder of an object',
      `export const build = () => ({ ${SENT} });`,
      "import qs from 'qs';\nimport { build } from './payload.js';",
      "axios.post('/token', qs.stringify(build()))",
    ],
  ])('%s', (_, payload, load, call) => {
    expect(saidOf(files(payload, `${load}\n${login(call)}`))).toEqual(['password@call']);
  });

  test('through a barrel', () => {
    const sender = `import { payload } from './index.js';\n${login("axios.post('/token', payload)")}`;
    const barrel = { 'auth/index.js': "export * from './payload.js';" };
    expect(saidOf({ ...files(`export const payload = { ${SENT} };`, sender), ...barrel })).toEqual([
      'password@call',
    ]);
  });
});

test('a payload that is only looked at is none', () => {
  const sender = `import { payload } from './payload.js';
export async function login() { expect(payload.username); return axios.get('/me', { params: { user: payload.username } }); }`;
  expect(saidOf(files(`export const payload = { ${SENT} };`, sender))).toEqual([]);
});

test('another export of that file is none', () => {
  const payload = `export const payload = { ${SENT} };\nexport const query = { page: 1 };`;
  const sender = `import { query } from './payload.js';\n${login("axios.post('/orders', query)")}`;
  expect(saidOf(files(payload, sender))).toEqual([]);
});

describe('what callers give to a builder', () => {
  const asking = (loop: string) => ({
    'body.js':
      "export const body = (id, secret) => new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });",
    'token.js': `import { body } from './body.js';
export async function getToken(client) { return fetch('/token', { method: 'POST', body: body(client.id, client.secret) }); /*@call*/ }`,
    'run.js': `import { getToken } from './token.js';
const main = { id: process.env.ID, secret: process.env.SECRET };
async function run(clients) { for (const client of clients) { await getToken(${loop}); /*@loop*/ } }
run([]);`,
  });

  test('decides whether it is the same token', () => {
    expect(saidOf(asking('client'))).toEqual([]);
    expect(saidOf(asking('main'))).toEqual(['loop@loop', 'reuse@call']);
  });
});
