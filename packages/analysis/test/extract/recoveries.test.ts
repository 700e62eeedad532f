/** Where a token is asked for after a failure, and where a handler runs once. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const app = (body: string) => ({
  'token.js': TOKEN,
  'app.js': `import express from 'express';
import { getToken } from './token.js';
import { api } from './api.js';
const app = express();
app.get('/next', (req, res) => { ${body} });`,
});

test('what a promise calls when it fails is a recovery, as catch is', () => {
  const renew = '() => getToken().then((token) => { api.use(token); res.redirect("/next"); })';
  expect(saidOf(app(`api.list().then((list) => res.json(list), ${renew});`))).toEqual([]);
  expect(saidOf(app(`api.list().then((list) => res.json(list)).catch(${renew});`))).toEqual([]);
  expect(saidOf(app(`api.list().then(${renew}, console.error);`))).toEqual(['reuse@token']);
});

test('a server that ends its program after one callback asks once', () => {
  const server = (end: string) => ({
    'token.js': TOKEN,
    'sign-in.js': `import http from 'node:http';
import { getToken } from './token.js';
http.createServer(async (req, res) => { const token = await getToken(); res.end(token); ${end} }).listen(3000);`,
  });
  expect(saidOf(server('process.exit(0);'))).toEqual([]);
  expect(saidOf(server(''))).toEqual(['reuse@token']);
});

test('a test that names the status of a refusal is one, whatever else it asks and however it is written', () => {
  const handled = (body: string) =>
    app(`api.list().then(async (answer) => { const { status } = answer;\n${body} });`);
  const renews = [
    'if (status === 401 && !secondAttempt) api.use(await getToken());',
    'if (invalidToken(answer)) api.use(await getToken());',
    'if (answer.code === "ERR_BAD_REQUEST") api.use(await getToken());',
    'if (isInvalidAccessToken(answer)) api.use(await getToken());',
    'if (status !== 401 && status !== 403) return res.json(answer);\napi.use(await getToken());',
    'if (status !== HttpStatus.UNAUTHORIZED || isLogin(answer)) throw answer;\napi.use(await getToken());',
    'if (status !== 401) { res.json(answer); } else { api.use(await getToken()); }',
    'switch (status) { case 401: api.use(await getToken()); }',
    'status === 401 && api.use(await getToken());',
  ];
  for (const body of renews) expect([body, saidOf(handled(body))]).toEqual([body, []]);
  const asks = [
    'if (status !== 401) api.use(await getToken());',
    'if (status !== 401 && answer.done) return;\napi.use(await getToken());',
    'if (!attempt) api.use(await getToken());',
    'switch (status) { case 200: api.use(await getToken()); }',
  ];
  for (const body of asks) expect([body, saidOf(handled(body))]).toEqual([body, ['reuse@token']]);
});

test('an option that is called after a refusal alone is a recovery, and one that is always called is none', () => {
  const files = (inside: string) => ({
    'retry.js': `export async function request(options) {
  ${inside}
  return fetch(options.url);
}`,
    'app.js': `import express from 'express';
import { request } from './retry.js';
import { getToken } from './token.js';
express().get('/', async (req, res) => res.json(await request({ url: '/lists', signInAgain: async () => { await getToken(); } })));`,
    'token.js': TOKEN,
  });
  const refused =
    'const first = await fetch(options.url); if (first.status === 401) await options.signInAgain();';
  expect(saidOf(files(refused))).toEqual([]);
  expect(saidOf(files('await options.signInAgain();'))).toEqual(['reuse@token']);
});
