/** Expiries that never hold, events that tell of a failure, timers that are too quick. */
import { describe, expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const REQUEST = `const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET });
    const data = await (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/`;

describe('a guard by time', () => {
  const client = (until: string, due = 'Date.now() >= this.until') => ({
    'client.js': `class Client {
  until = 0;
  async login() {
    ${REQUEST}
    this.token = data.access_token;
    this.until = ${until};
  }
  async get(path) { if (${due}) await this.login(); return fetch(path, { headers: { token: this.token } }); }
}
const client = new Client();
require('express')().get('/', async (req, res) => res.json(await client.get(req.path)));`,
  });

  test.each(['data.expires_in * 1000', 'data.expires_in - 60'])(
    'is always due where the present time was never added: %s',
    (until) => {
      expect(saidOf(client(until))).toEqual(['reuse@token']);
      expect(saidOf(client(until, '!this.token || Date.now() > this.until'))).toEqual(['reuse@token']);
    },
  );

  test.each([
    'Date.now() + data.expires_in * 1000',
    'new Date().getTime() + data.expires_in',
    'data.expires_at',
  ])('holds where it is a point in time: %s', (until) => {
    expect(saidOf(client(until))).toEqual([]);
  });

  test('holds where the time since the request is compared', () => {
    expect(saidOf(client('data.expires_in * 1000', 'Date.now() - this.since >= this.until'))).toEqual([]);
  });
});

test.each([
  ["api.on('error', connect)", []],
  ["api.on('warning', () => { connect(); })", []],
  ["api.on('message', () => { connect(); })", ['reuse@token']],
])('what is asked for again after a failure is no repetition: %s', (listener, said) => {
  const files = {
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
let api;
async function connect() { api = open(await getToken()); }
connect();
${listener};`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ['25 * 1000', ['loop@loop', 'reuse@token']],
  ['50 * 60 * 1000', []],
])('a renewal every %s ms', (period, said) => {
  const files = {
    'token.js': TOKEN,
    'run.js': `import interval from 'interval-promise';
import { getToken } from './token.js';
let token;
const renew = async () => { token = await getToken(); };
interval(async () => {
  await renew(); /*@loop*/
}, ${period});`,
  };
  expect(saidOf(files)).toEqual(said);
});

test('what is written to a request is not kept by it', () => {
  const said = saidOf({
    'poll.js': `const https = require('https');
function getToken(done) {
  const req = https.request({ hostname: 'id.example.com', path: '/oauth/token', method: 'POST' }, (res) => { /*@token*/
    let text = '';
    res.on('data', (chunk) => (text += chunk));
    res.on('end', () => done(JSON.parse(text).access_token));
  });
  req.write('grant_type=client_credentials&client_id=' + process.env.ID + '&client_secret=' + process.env.SECRET);
  req.end();
}
function poll() {
  getToken((token) => https.get({ hostname: 'api.example.com', headers: { token } }, () => setTimeout(poll, 1000))); /*@loop*/
}
poll();`,
  });
  expect(said).toEqual(['loop@loop', 'reuse@token']);
});

test('a fetch that is handed in under any name sends the token request', () => {
  const send = (options: string) => ({
    'src/routes/+server.js': `async function token(f) { return (await f('https://id.example.com/token', ${options})).json(); /*@token*/ }
export async function GET({ fetch }) { return new Response(await token(fetch)); }`,
  });
  const body = "body: 'grant_type=client_credentials&client_id=' + process.env.ID";
  expect(saidOf(send(`{ method: 'POST', ${body} }`))).toEqual(['reuse@token']);
  expect(saidOf(send("{ method: 'POST', body: 'grant_type=client_credentials' }"))).toEqual(['reuse@token']);
});
