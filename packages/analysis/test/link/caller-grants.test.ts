/** A helper that is handed the grant: each way up carries the grant that its caller asks for. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const ASK = `export async function ask(grant, more) {
  const body = new URLSearchParams({ grant_type: grant, client_id: process.env.ID, client_secret: process.env.SECRET, ...more });
  return (await fetch('https://id.example.com/oauth/token', { method: 'POST', body })).json(); /*@ask*/
}
let kept;
export async function machine() { if (!kept) kept = await ask('client_credentials'); return kept; }
`;
const CALLBACK = `app.get('/callback', async (req, res) => res.json(await ask('authorization_code', { code: req.query.code })));`;

test('a code exchange through a helper that also serves the machine, whose token is kept', () => {
  const files = { 'ask.js': ASK, 'app.js': `import { ask } from './ask.js';\n${CALLBACK}` };
  expect(saidOf(files)).toEqual([]);
});

test('the machine asks at each request', () => {
  const route = `app.get('/x', async (req, res) => res.json(await list(await ask('client_credentials'))));`;
  const files = { 'ask.js': ASK, 'app.js': `import { ask } from './ask.js';\n${CALLBACK}\n${route}` };
  expect(saidOf(files)).toEqual(['reuse@ask']);
});

test('a payload that the caller writes in place of the one for machines', () => {
  const obtain = `function obtain(client, given) {
  let payload = { grant_type: 'client_credentials' };
  if (given) payload = given;
  return request.post({ url: 'https://id.example.com/oauth/token', form: payload, auth: client }); /*@obtain*/
}`;
  const route = (given: string) => `import request from 'request-promise';\n${obtain}
app.get('/callback', async (req, res) => { res.json(await obtain(process.env.CLIENT, ${given})); });`;
  expect(saidOf({ 'a.js': route("{ grant_type: 'authorization_code', code: req.query.code }") })).toEqual([]);
  expect(saidOf({ 'a.js': route('null') })).toEqual(['reuse@obtain']);
});
