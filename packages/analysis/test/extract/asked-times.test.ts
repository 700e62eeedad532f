/** Guards that ask how long ago something was, in the words of the date libraries, and of variables of another module. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const client = (guard: string) => ({
  'token.js': TOKEN,
  'api.js': `import { getToken } from './token.js';
let client;
let since = start();
export async function api() {
  if (${guard}) { client = make({ token: await getToken() }); since = start(); }
  return client;
}
export const handler = async (event) => (await api()).get(event.id);`,
});

test.each([
  "dayjs().diff(since, 'minutes') > 50",
  "moment().diff(since, 'minutes') >= minutes",
  'Math.abs(since.diffNow().as("minutes")) > 50',
  'differenceInMinutes(new Date(), since) > 50',
  'moment().isAfter(since)',
])('%s', (guard) => {
  expect(saidOf(client(guard))).toEqual([]);
});

const loop = (write: string) => ({
  'token.js': TOKEN,
  'run.js': `import { getToken } from './token.js';
let start = new Date();
const set = async () => { const token = await getToken(); ${write} start = new Date(); };
const check = async (start) => { if (dayjs().diff(start, 'minutes') > 3) await set(); };
set().then(async () => { for (const id of ids) { await check(start); /*@loop*/ await axios.get(id); } });`,
});

test('a time that is handed in, of a token that is put in the defaults of a client', () => {
  expect(saidOf(loop('axios.defaults.headers.common.Authorization = token;'))).toEqual([]);
  expect(saidOf(loop('await axios.get("/", { headers: { token } });'))).toContain('loop@loop');
});

const session = (login: string) => ({
  'token.js': TOKEN,
  'login.js': `import { getToken } from './token.js';\nexport let sessionId = null;\nexport ${login}`,
  'app.js': `import { sessionId, login } from './login.js';
export const handler = async (event) => {
  if (!sessionId) { const session = await login(); }
  return fetch(event.path, { headers: { authorization: sessionId } });
};`,
});

test('a variable of the module that signs in', () => {
  expect(
    saidOf(session('async function login() { sessionId = await getToken(); return { sessionId }; }')),
  ).toEqual([]);
  expect(saidOf(session('async function login() { return getToken(); }'))).toEqual(['reuse@token']);
});
