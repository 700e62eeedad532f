/** Stores that answer by a callback or a promise: what the callback is given is what the store kept. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const route = (body: string) => ({
  'token.js': TOKEN,
  'server.js': `import express from 'express';
import { redis, users } from './stores.js';
import { getToken } from './token.js';
function kept(done) { ${body} }
express().get('/orders', (req, res) => kept((token) => res.json(token)));`,
});

test.each([
  [
    'a promise',
    `redis.get('token').then(async (token) => {
    if (token) return done(token);
    const fresh = await getToken();
    await redis.set('token', fresh);
    done(fresh);
  });`,
  ],
  [
    'a promise, in one expression',
    `redis.get('token').then((token) => token ? done(token) : getToken().then((fresh) => redis.set('token', fresh).then(() => done(fresh))));`,
  ],
  [
    'a callback',
    `redis.get('token', async (error, token) => {
    if (token) return done(token);
    const fresh = await getToken();
    redis.setex('token', 3500, fresh);
    done(fresh);
  });`,
  ],
])('a store that answers by %s is read before the token is asked for', (_, body) => {
  expect(saidOf(route(body))).toEqual([]);
});

test.each([
  [
    'another key',
    `redis.get('visits', async (error, visits) => {
    if (visits > 100) return done();
    const fresh = await getToken();
    redis.set('token', fresh);
    done(fresh);
  });`,
  ],
  [
    'another store',
    `users.get('one').then(async (user) => {
    if (!user) return done();
    const fresh = await getToken();
    redis.set('token', fresh);
    done(fresh);
  });`,
  ],
])('what %s answers is no token', (_, body) => {
  expect(saidOf(route(body))).toEqual(['reuse@token']);
});
