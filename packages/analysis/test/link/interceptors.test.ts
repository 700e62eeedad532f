/** A client with a request interceptor: each of its requests asks for what the interceptor asks for. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const token = (kept: string) => `export async function getToken() {
  ${kept}
  const answer = await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET }),
  });
  ${kept ? 'token = await answer.text(); return token;' : 'return answer.text();'}
}`;
const api = `import axios from 'axios';
import { getToken } from './token.js';
const withToken = async (config) => {
  config.headers.Authorization = await getToken();
  return config;
};
export const api = axios.create({ baseURL: 'https://api.example.com' });
api.interceptors.request.use(withToken);
export default api;`;
const client = `import axios from 'axios';
import { getToken } from './token.js';
export class Client {
  constructor() {
    this.http = axios.create();
    this.http.interceptors.request.use(async (config) => ({ ...config, token: await getToken() }));
  }
  async all() {
    let next = '/items';
    while (next) {
      const { data } = await this.http.get(next); /*@loop*/
      next = data.next;
    }
  }
}`;

test.each([
  ["import { api } from './api.js';", "await api.post('/orders', order)"],
  ["import api from './api.js';", 'await api.put(order.url, order)'],
  ["import send from './api.js';", "await send({ method: 'post', data: order })"],
])('%s: a request of it in a loop asks for a token at each turn: %s', (imported, call) => {
  const run = `${imported}\nexport async function run(orders) {
  for (const order of orders) {
    ${call}; /*@loop*/
  }
}`;
  expect(saidOf({ 'token.js': token(''), 'api.js': api, 'run.js': run })).toEqual([
    'loop@loop',
    'reuse@token',
  ]);
  const kept = {
    'token.js': `let token;\n${token('if (token) return token;')}`,
    'api.js': api,
    'run.js': run,
  };
  expect(saidOf(kept)).toEqual([]);
});

test('a client in a field is followed through the methods of its class', () => {
  expect(saidOf({ 'token.js': token(''), 'client.js': client })).toEqual(['loop@loop', 'reuse@token']);
});

test('a client of the same name that has no interceptor asks for nothing', () => {
  const plain = `import axios from 'axios';\nconst api = axios.create();
export const run = (ids) => Promise.all(ids.map((id) => api.get(id)));`;
  expect(saidOf({ 'token.js': token(''), 'api.js': api, 'plain.js': plain })).toEqual(['reuse@token']);
});
