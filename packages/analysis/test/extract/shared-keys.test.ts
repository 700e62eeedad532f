/** Tokens that are kept under less than they depend on, and memos that nobody calls again. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const kept = (guard: string, keep: string) => ({
  'token.js': `const tokens = {};
let last = null;
exports.token = async (tenant, stage) => {
  const key = tenant + stage;
  ${guard}
  const res = await fetch(\`https://\${stage}.auth.example.com/\${tenant}/token\`, { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  });
  ${keep} = await res.json();
  return last ?? tokens[key] ?? tokens[tenant];
};`,
  'app.js': `const express = require('express');
const { token } = require('./token.js');
express().get('/:tenant', async (req, res) => res.json(await load(await token(req.params.tenant, req.query.stage))));`,
});

test('a token is kept by every parameter that decides who is asked', () => {
  expect(saidOf(kept('if (tokens[key]) return tokens[key];', 'tokens[key]'))).toEqual([]);
  expect(saidOf(kept('if (tokens[tenant]) return tokens[tenant];', 'tokens[tenant]'))).toEqual([
    'reuse@token',
  ]);
  // What was kept earlier came from an earlier call: it says nothing of this one.
  expect(saidOf(kept('if (last) return last;', 'last'))).toEqual(['reuse@token']);
});

test('a host that is the same for all callers needs no key', () => {
  const files = kept('if (last) return last;', 'last');
  const fixed = files['app.js'].replace('req.params.tenant, req.query.stage', '"shop", "live"');
  expect(saidOf({ ...files, 'app.js': fixed })).toEqual([]);
});

const memo = (body: string) => ({
  'token.js': `import pMemoize from 'p-memoize';
const ask = async () => {
  const res = await fetch('https://auth.example.com/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  });
  return res.json();
};
${body}`,
  'app/api/orders/route.js': `import { token } from '../../../token.js';
export const GET = async () => load(await token());`,
});

test('a memo that is made in each call remembers nothing', () => {
  expect(saidOf(memo('export const token = pMemoize(ask);'))).toEqual([]);
  expect(saidOf(memo('export const token = () => { const kept = pMemoize(ask); return kept(); };'))).toEqual([
    'reuse@token',
  ]);
  expect(
    saidOf(memo('let kept; export const token = () => { kept ??= pMemoize(ask); return kept(); };')),
  ).toEqual([]);
});
