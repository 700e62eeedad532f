/** Answers that a decorator, a directive or a platform's store keeps. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const GET = 'async function token() { return getToken(); }';

test.each([
  ['@Memoize()', []],
  ['@Cacheable({ ttl: 3000 })', []],
  ['@cached', []],
  ['@Trace()', ['reuse@token']],
])('a method with %s', (decorator, said) => {
  const files = {
    'token.ts': TOKEN,
    'tokens.ts': `import { getToken } from './token';
export class Tokens { ${decorator} async bearer() { return getToken(); } }
export const tokens = new Tokens();`,
    'app.ts': `import express from 'express';
import { tokens } from './tokens';
express().get('/', async (req, res) => res.json(await tokens.bearer()));`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ["'use cache'; ", []],
  ['', ['reuse@token']],
])('a function of Next.js that begins with "%s"', (directive, said) => {
  const files = {
    'token.ts': TOKEN,
    'app/page.tsx': `import { getToken } from '../token';
${GET.replace('{ ', `{ ${directive}`)}
export default async function Page() { return <p>{await token()}</p>; }`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ['const kept = await env.KV.get("token"); if (kept) return kept;', []],
  ['', ['reuse@token']],
])('a worker whose bindings come with each call, and %s', (guard, said) => {
  const files = {
    'src/index.ts': `async function token(env) {
  ${guard}
  const res = await fetch('https://id.example.com/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: env.ID, client_secret: env.SECRET }) }); /*@token*/
  const { access_token } = await res.json();
  await env.KV.put('token', access_token, { expirationTtl: 3000 });
  return access_token;
}
export default { async fetch(request, env) { return fetch('https://api.example.com', { headers: { token: await token(env) } }); } };`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ['auth.token && auth.expires > Date.now()', []],
  ['auth.busy', []],
  ['ui.open', ['reuse@token']],
])('a thunk of Redux that first looks at %s', (test, said) => {
  const files = {
    'thunk.js': `export const ensure = () => async (dispatch, getState) => {
  const { auth, ui } = getState();
  if (${test}) return;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'web', client_secret: 's' });
  const data = await (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/
  dispatch({ type: 'TOKEN', payload: data });
};`,
    'View.jsx': `import { useEffect } from 'react';
import { ensure } from './thunk';
export function View({ dispatch, id }) { useEffect(() => { dispatch(ensure()); }, [id]); return <p />; }`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ["await ssm.putParameter({ Name: '/token', Value: token });", []],
  ["await fetch('https://api.example.com', { headers: { token } });", ['reuse@token']],
])('a lambda that only does this with its token: %s', (then, said) => {
  const files = {
    'token.js': TOKEN,
    'refresh.js': `import { SSM } from '@aws-sdk/client-ssm';
import { getToken } from './token.js';
const ssm = new SSM();
export const handler = async () => { const token = await getToken(); ${then} };`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ['kept && kept.until > Date.now() ? kept : await ask()', []],
  ['await ask()', ['reuse@token']],
  ['{ ...kept, ...(await ask()) }', ['reuse@token']],
])('a helper that is handed what is kept, and answers %s', (answer, said) => {
  const files = {
    'app.js': `import express from 'express';
async function ask() {
  const b = await (await fetch('https://id.example.com/token', { /*@token*/
    method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'x', client_secret: process.env.SECRET }),
  })).json();
  return { token: b.access_token, until: Date.now() + b.expires_in * 1000 };
}
const fresh = async (kept) => { return ${answer}; };
let kept = {};
async function lists() {
  kept = await fresh(kept);
  return fetch('/lists', { headers: { authorization: kept.token } });
}
express().get('/', async (req, res) => res.json(await lists()));`,
  };
  expect(saidOf(files)).toEqual(said);
});
