/** Stores around a helper: what stands by more than the token depends on is an answer, not the token. */
import { describe, expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const route = (body: string) => ({
  'token.js': TOKEN,
  'app/orders/route.js': `import { getToken } from '../../token.js';
import { store } from '../../store.js';
export async function GET(request) {
  const id = request.nextUrl.searchParams.get('id');
  ${body}
}`,
  'store.js': 'export const store = new Map();',
});

describe('a handler that looks for what it keeps', () => {
  test('by the order asks for a token for each other order', () => {
    const body = `if (store.has(id)) return store.get(id);
  const token = await getToken();
  const order = await load(id, token);
  store.set(id, order);
  return order;`;
    expect(saidOf(route(body))).toEqual(['reuse@token']);
  });

  test('by a member named by the order asks for a token for each other order', () => {
    const body = `if (store[id]) return store[id];
  const token = await getToken();
  store[id] = await load(id, token);
  return store[id];`;
    expect(saidOf(route(body))).toEqual(['reuse@token']);
  });

  test('by a name asks once', () => {
    const body = `if (store.has('token')) return load(id, store.get('token'));
  const token = await getToken();
  store.set('token', token);
  return load(id, token);`;
    expect(saidOf(route(body))).toEqual([]);
  });
});

describe('an effect without dependencies', () => {
  const component = (name: string, body: string) => ({
    'token.js': TOKEN,
    'view.jsx': `import { useEffect, useState } from 'react';
import { getToken } from './token.js';
export default function ${name}() {
  const [token, setToken] = useState();
  useEffect(() => { getToken().then(setToken); }, []);
  return ${body};
}`,
  });

  test('asks at each mount of its component', () => {
    expect(saidOf(component('Search', '<p>{token}</p>'))).toEqual(['reuse@token']);
  });

  test('asks once in a provider around what uses the token', () => {
    expect(saidOf(component('TokenProvider', '<p>{token}</p>'))).toEqual([]);
    expect(saidOf(component('Tokens', '<Token.Provider value={token} />'))).toEqual([]);
  });
});

describe('a timer', () => {
  const every = (period: string) => ({
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
import { api, check, save } from './api.js';
const MINUTE = 60 * 1000;
let token;
setInterval(async () => { token = await getToken(); /*@loop*/ save(token); api.use(token); await check(token); }, ${period});
export const call = (path) => fetch(path, { headers: { token } });`,
  });

  test('of a token’s life renews it, one of seconds asks again and again', () => {
    expect(saidOf(every('3500 * 1000'))).toEqual([]);
    expect(saidOf(every('50 * MINUTE'))).toEqual([]);
    expect(saidOf(every('30 * 1000'))).toContain('loop@loop');
    expect(saidOf(every('process.env.PERIOD'))).toContain('loop@loop');
  });
});

describe('a record that a handler finds by its order', () => {
  const found = (helper: string, asked: string) => ({
    'token.js': helper,
    'app/orders/route.js': `import { getToken } from '../../token.js';
import { db } from '../../db.js';
async function track(id) {
  const token = await getToken(${asked});
  const res = await fetch('https://api.example.com/orders/' + id, { headers: { authorization: token } });
  return res.json();
}
export async function GET(request) {
  const { id } = request.query;
  const row = db.collection('orders').doc(id);
  const order = (await row.get()).data();
  if (order.status !== 'pending') return order.status;
  const state = await track(id);
  await row.update({ status: state });
  return state;
}`,
  });

  test('keeps the answer for that order, and each other order asks for a token', () => {
    expect(saidOf(found(TOKEN, ''))).toEqual(['reuse@token']);
  });

  test('may keep the token where that is asked for by the same key', () => {
    const keyed = TOKEN.replace('getToken()', 'getToken(account)').replace('process.env.ID', 'account');
    expect(saidOf(found(keyed, 'id'))).toEqual([]);
  });
});

test('whether a row is there already says nothing of a token that is the same for all of them', () => {
  const service = (helper: string) => ({
    'keycloak.service.ts': `import { getToken } from './token.js';
export class KeycloakService {
  async addPassword(user) { const token = await getToken(${helper}); return put(user, token); }
}`,
    'token.js': TOKEN.replace('getToken()', 'getToken(account)').replace('process.env.ID', 'account'),
    'calendar.controller.ts': `import { KeycloakService } from './keycloak.service';
export class CalendarController {
  constructor(private keycloak: KeycloakService, private calendars: Calendars) {}
  @Post()
  async create(user: User) {
    if (await this.calendars.isKnown(user.id)) return;
    const { password } = await this.keycloak.addPassword(user);
    await this.calendars.create(user.id, password);
  }
}`,
  });
  expect(saidOf(service('"admin"'))).toEqual(['reuse@token']);
  expect(saidOf(service('user.id'))).toEqual([]);
});
