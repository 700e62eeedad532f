// What a person reads first: how often the token is requested again.
import { expect, test } from '@jest/globals';
import { analyzeProject } from '../../src/analyze.js';
import { saidOf, TOKEN } from '../marked.js';

const login = `async function login() {
  const response = await fetch(process.env.ISSUER + '/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  });
  return (await response.json()).access_token;
}
`;

test.each([
  [
    'turn of a loop',
    'async function main(rows) { for (const row of rows) await send(row, await login()); }\nmain(read());',
  ],
  [
    'turn of a loop',
    'const main = (rows) => Promise.all(rows.map(async (row) => send(row, await login())));\nmain(read());',
  ],
  ['HTTP request', "require('express')().get('/', async (req, res) => res.json(await send(await login())));"],
  ['run of the job', "require('node-cron').schedule('* * * * *', async () => send(await login()));"],
])('a new token for each %s', (often, caller) => {
  const project = { root: '/', files: ['a.js'], read: () => `${login}${caller}\n` };
  const { findings } = analyzeProject(project, { preset: 'recommended' });
  const messages = findings.filter((one) => one.ruleId === 'require-token-reuse').map((one) => one.message);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(`A new token for each ${often}, `);
});

test('what a list of promises is waited for with runs none of them again', () => {
  const run = (over: string) => ({
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
import { clients } from './clients.js';
for (const client of clients) {
  const promises = client.lines.map(async (line) => send(line, await getToken())); /*@lines*/
  ${over}; /*@all*/
}`,
  });
  expect(saidOf(run('await Promise.all(promises)'))).toEqual(['loop@lines', 'reuse@token']);
  const answers = 'const answers = await Promise.all(promises); done.push(...answers)';
  expect(saidOf(run(answers))).toEqual(['loop@lines', 'reuse@token']);
});
