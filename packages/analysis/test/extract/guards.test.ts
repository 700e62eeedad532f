/** What keeps a token request from being made again, and what only looks like it. */
import { describe, expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const route = (body: string, imports = '') => `${imports}
export async function GET(request) { ${body} }`;

describe('a client that is handed in', () => {
  const client = (get: string) => `import { getToken } from './token.js';
export async function list(name, token) { ${get}; return fetch('/' + name, { headers: { token } }); }`;
  const calling = (call: string) => `import { list } from './client.js';
import { getToken } from './token.js';
async function run(names) {
  const token = await getToken();
  for (const name of names) { await ${call}; /*@loop*/ }
}
run([]);`;

  test.each([
    'if (!token) token = await getToken()',
    'if (token === undefined) { token = await getToken(); }',
    'token = token ?? (await getToken())',
    'token ||= await getToken()',
    'token = token ? token : await getToken()',
  ])('%s asks only callers that give none', (get) => {
    const files = { 'token.js': TOKEN, 'client.js': client(get) };
    expect(saidOf({ ...files, 'run.js': calling('list(name, token)') })).toEqual([]);
    expect(saidOf({ ...files, 'run.js': calling('list(name)') })).toEqual(['loop@loop', 'reuse@token']);
    expect(saidOf({ ...files, 'run.js': calling('list(name, null)') })).toEqual(['loop@loop', 'reuse@token']);
  });

  test('another parameter of the function does not keep it from asking', () => {
    const files = { 'token.js': TOKEN, 'client.js': client('if (!name) return; token = await getToken()') };
    expect(saidOf({ ...files, 'run.js': calling('list(name, token)') })).toEqual([
      'loop@loop',
      'reuse@token',
    ]);
  });
});

describe('the object of an SDK', () => {
  const admin = (guard: string) => `import KcAdminClient from '@keycloak/keycloak-admin-client';
const admin = new KcAdminClient({ baseUrl: process.env.URL });
const credentials = { grantType: 'client_credentials', clientId: process.env.ID, clientSecret: process.env.SECRET };
export async function find(email) { return (await admin.users.find({ email }))[0]; }
export async function add(user, group) {
  await admin.auth(credentials); /*@token*/
  await admin.users.addToGroup({ user, group });
}
${route(`const { email, group } = await request.json(); const user = await find(email); ${guard}`)}`;

  test('that is used for other things before is no look at its token', () => {
    expect(saidOf({ 'app/users/route.ts': admin('if (user) await add(user.id, group);') })).toEqual([
      'reuse@token',
    ]);
  });

  test('that is asked for its token before keeps it', () => {
    expect(
      saidOf({ 'app/users/route.ts': admin('if (!admin.accessToken) await add(user.id, group);') }),
    ).toEqual([]);
  });
});

test('a function that is given the token to ask with keeps none', () => {
  const files = {
    'token.js': TOKEN,
    'users.js':
      'export async function getUserById(token, id) { return fetch("/" + id, { headers: { token } }); }',
    'run.js': `import { getToken } from './token.js';
import { getUserById } from './users.js';
async function hostOf(meeting) {
  let host = meeting.host;
  if (!host && meeting.id) {
    const token = await getToken();
    const user = await getUserById(token, meeting.id);
    host = user.email;
  }
  return host;
}
async function run(meetings) { for (const meeting of meetings) { await hostOf(meeting); /*@loop*/ } }
run([]);`,
  };
  expect(saidOf(files)).toEqual(['loop@loop', 'reuse@token']);
});

test('what a module exports is no option of a library, whatever its name', () => {
  const helper = `async function getAccessToken() {
  const res = await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET }),
  });
  return (await res.json()).access_token;
}
`;
  expect(saidOf({ 'token.js': `${helper}module.exports = { getAccessToken };` })).toEqual([]);
  expect(saidOf({ 'token.js': `${helper}Client.init({ authProvider: { getAccessToken } });` })).toEqual([
    'reuse@token',
  ]);
});

test('who signs in is told by the credentials, not by what chooses between them', () => {
  const login = (choice: string) => `export async function POST(request) {
  const { stage, name, secret } = await request.json();
  let username, password;
  ${choice}
  await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username, password }),
  });
}`;
  const chosen =
    "if (stage === 'prod') { username = process.env.PROD_USER; password = process.env.PROD_PASSWORD; } else { username = process.env.DEV_USER; password = process.env.DEV_PASSWORD; }";
  expect(saidOf({ 'app/api/route.ts': login(chosen) })).toEqual(['password@token', 'reuse@token']);
  expect(saidOf({ 'app/api/route.ts': login('username = name; password = secret;') })).toEqual([
    'password@token',
  ]);
});

test('each call in a callback that runs at each turn of a loop is a site', () => {
  const files = {
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
async function users() { return getToken(); }
async function places() { return getToken(); }
async function run(shops, limit) {
  for (const shop of shops) {
    await limit(async () => {
      await users(shop); /*@first*/
      await places(shop); /*@second*/
    });
  }
}
run([]);`,
  };
  expect(saidOf(files)).toEqual(['loop@first', 'loop@second', 'reuse@token']);
});

describe('a guard that reads something about a sign-in', () => {
  const users = (guard: string, method: string) => ({
    'token.js': TOKEN,
    'roles.js': `import { getToken } from './token.js';
export class Roles { async ${method}() { this.headers.token = await getToken(); return this.send(); } }`,
    'app/users/route.ts': route(`if (${guard}) { await client.${method}(); }`, SHARED),
  });
  const SHARED = `import { Roles } from '../../roles.js';
const client = new Roles();`;

  test('does not keep other work from asking for a token', () => {
    expect(saidOf(users('request.user.auth_guid', 'removeRole'))).toEqual(['reuse@token']);
  });

  test('keeps a sign-in in another file from asking again', () => {
    expect(saidOf(users('!client.loggedIn', 'login'))).toEqual([]);
  });
});

test('who wrote a message is no token', () => {
  const bot = (test: string) => ({
    'token.js': TOKEN,
    'reply.js': `import { getToken } from './token.js';
export async function login(message) { send(message, await getToken()); }`,
    'bot.js': `import { login } from './reply.js';
client.on('message', (message) => {
  if (${test}) return;
  login(message);
});`,
  });
  expect(saidOf(bot('message.author.id === client.user.id'))).toEqual(['reuse@token']);
  expect(saidOf(bot('client.authorized'))).toEqual([]);
});
