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
