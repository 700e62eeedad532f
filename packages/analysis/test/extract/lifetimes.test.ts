/** Stores that are empty again before the next call, and those that are not. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const ASK = `fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET }),
  }).then((res) => res.json())`;
const route = (before: string, body: string) => ({
  'app/orders/route.ts': `${before}\nexport async function GET(request) { ${body} }`,
});

test.each([
  [`${ASK}.finally(() => { flight = undefined; })`, ['reuse@token']],
  [`${ASK}.finally(() => (flight = null))`, ['reuse@token']],
  [`${ASK}.catch((error) => { flight = undefined; throw error; })`, []],
  [`${ASK}`, []],
])(
  'a promise that is dropped once it has settled serves callers at the same time alone: %#',
  (asked, said) => {
    expect(
      saidOf(route('let flight;', `if (flight) return flight; flight = ${asked}; return flight;`)),
    ).toEqual(said);
  },
);

test('a single flight beside a cache is reuse', () => {
  const body = `if (kept) return kept;
  if (flight) return flight;
  flight = ${ASK}.then((token) => (kept = token)).finally(() => { flight = undefined; });
  return flight;`;
  expect(saidOf(route('let flight, kept;', body))).toEqual([]);
});

test.each([
  ['request.token', ['reuse@token']],
  ['request.session.token', []],
])('a token kept on %s', (place, said) => {
  expect(
    saidOf(route('', `if (${place}) return ${place}; ${place} = await ${ASK}; return ${place};`)),
  ).toEqual(said);
});

test.each([
  ['refreshTime', []],
  ['expiresAt', []],
  ['name', ['reuse@token']],
])('a token renewed when `request.user.%s` has come', (until, said) => {
  const body = `if (new Date() > request.user.${until}) {
    const fresh = await ${ASK};
    request.user.token = fresh.access_token;
    request.user.${until} = new Date(Date.now() + fresh.expires_in * 1000);
  }
  return request.user.token;`;
  expect(saidOf(route('', body))).toEqual(said);
});

test.each([
  ['@Injectable({ scope: Scope.REQUEST })', ['reuse@token']],
  ['@Injectable({ scope: Scope.TRANSIENT })', ['reuse@token']],
  ['@Injectable()', []],
])('a field of %s', (decorator, said) => {
  const service = `import { Injectable, Scope } from '@nestjs/common';
${decorator}
export class Orders {
  private token;
  async list() { if (!this.token) this.token = await ${ASK}; return this.token; }
}`;
  const controller = `import { Controller, Get } from '@nestjs/common';
import { Orders } from './orders';
@Controller()
export class OrdersController { constructor(private readonly orders: Orders) {} @Get() all() { return this.orders.list(); } }`;
  expect(saidOf({ 'orders.ts': service, 'orders.controller.ts': controller })).toEqual(said);
});

test('a scheduled job that only renews a stored token keeps it fresh', () => {
  const job = (work: string) => ({
    'job.js': `const cron = require('node-cron');
const fs = require('fs');
cron.schedule('0 * * * *', async (req, res) => { ${work} });`,
  });
  expect(saidOf(job(`${ASK}.then((token) => fs.writeFileSync('token.json', token))`))).toEqual([]);
  expect(saidOf(job(`const token = await ${ASK}; await send(token);`))).toEqual(['reuse@token']);
});
