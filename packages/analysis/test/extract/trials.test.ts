/** Requests that somebody wants to be made anew: trials of credentials, renewals by force. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const route = (body: string) => ({
  'server.js': `import express from 'express';
const app = express();
const form = (gateway) => new URLSearchParams({ grant_type: 'client_credentials', client_id: gateway.id, client_secret: gateway.secret });
app.post('/test', async (req, res) => res.json(await check(await find(req.body.id))));
async function check(gateway) { ${body} }`,
});

const ASK = `await fetch('https://auth.example.com/oauth/token', { method: 'POST', body: form(gateway) }); /*@token*/`;

test.each([
  ['its outcome', `const answer = ${ASK}\n return answer.ok;`],
  [
    'its outcome and what went wrong',
    `const answer = ${ASK}
  if (!answer.ok) { const text = await answer.text(); return { success: false, text }; }
  return { success: true };`,
  ],
  ['nothing of it', `try { ${ASK}\n return true; } catch { return false; }`],
])('a request of which %s is read is a trial of credentials', (_, body) => {
  expect(saidOf(route(body))).toEqual([]);
});

test.each([
  [`const answer = ${ASK}\n return answer.json();`],
  [`const answer = ${ASK}\n if (!answer.ok) return null;\n return load((await answer.json()).access_token);`],
])('a request whose token is read is none', (body) => {
  expect(saidOf(route(body))).toEqual(['reuse@token']);
});

const manager = (renew: string, get: string) => ({
  'tokens.js': `class Tokens {
  constructor() { this.token = null; }
  async get() { ${get} return this.ask(); }
  async ask() {
    const answer = await fetch('https://auth.example.com/oauth/token', { /*@token*/
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
    });
    this.token = (await answer.json()).access_token;
    return this.token;
  }
  async renew() { ${renew} }
}
module.exports = new Tokens();`,
  'server.js': `const app = require('express')();
const tokens = require('./tokens');
app.get('/', async (req, res) => res.json(await load(await tokens.get())));
app.post('/renew', async (req, res) => res.json(await tokens.renew()));`,
});

test('who forgets a kept token to ask for another wants a new one', () => {
  const kept = 'if (this.token) return this.token;';
  expect(saidOf(manager('this.token = null; return await this.ask();', kept))).toEqual([]);
  expect(saidOf(manager('return await this.ask();', kept))).toEqual(['reuse@token']);
  expect(saidOf(manager('this.token = null; return await this.ask();', ''))).toEqual(['reuse@token']);
  expect(saidOf(manager('this.token = null; return load(await this.ask());', kept))).toEqual(['reuse@token']);
});
