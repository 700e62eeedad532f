/** Suites of tests: their helpers sign in for the tests, wherever they lie. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const suite = (spec: string, runner = "import { request } from '@playwright/test';") => ({
  'steps/token.ts': `${runner}
export const getToken = async () => {
  const context = await request.newContext({ baseURL: process.env.AUTH_URL });
  const response = await context.post('/oauth/token?grant_type=client_credentials', { headers: { Authorization: process.env.BASIC } }); /*@token*/
  return (await response.json()).access_token;
};`,
  'steps/prison.ts': `${runner}
import { getToken } from './token';
export const release = async (id: string) => request.put('/release/' + id, { headers: { token: await getToken() } });`,
  'tests/book.spec.ts': `import { test } from '@playwright/test';
import { release } from '../steps/prison';
const ids: string[] = [];
${spec}`,
});

test('a loop of a clean-up hook through helpers of the suite', () => {
  const hook = 'test.afterAll(async () => { for (const id of ids) await release(id); /*@loop*/ });';
  expect(saidOf(suite(hook))).toEqual(['loop@loop', 'reuse@token']);
});

test('helpers that only the tests call one by one are no finding', () => {
  expect(saidOf(suite("test('one', async () => { await release('1'); });"))).toEqual([]);
});

test('a test that calls the application in a loop says nothing of the application', () => {
  const application = {
    'src/token.ts': `export const getToken = async () =>
  fetch('/oauth/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.S }) }); /*@token*/`,
    'tests/load.spec.ts': `import { getToken } from '../src/token';
test('many', async () => { for (const i of [1, 2, 3]) await getToken(); });`,
  };
  expect(saidOf(application)).toEqual([]);
});
