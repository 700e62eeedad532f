/** Options objects: what a request depends on is the member that it reads, not what else is handed over with it. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const files = (read: string, call: string) => ({
  'token.js': `export async function getToken(${read}) {
  return fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET, scope: ${read.includes('{') ? 'scope' : 'options.scope'} }),
  });
}`,
  'api.js': `import { getToken } from './token.js';
export async function save(data) { const { scope } = data; const token = await getToken({ scope }); return post(token, data); }`,
  'run.js': `import { save } from './api.js';
export async function run(orders, scope) {
  for (const order of orders) {
    const payload = ${call};
    await save(payload); /*@loop*/
  }
}
run([], 'orders');`,
});

test.each(['options', '{ scope }', '{ scope, audience }'])(
  'getToken(%s) is asked the same by objects that differ in other members',
  (read) => {
    expect(saidOf(files(read, '{ scope, name: order.name }'))).toEqual(['loop@loop', 'reuse@token']);
  },
);

test.each([
  '{ scope: order.scope, name: order.name }',
  '{ ...order }',
  '{ ...order, name: 1 }',
  'order',
  'build(order)',
])('an object whose member changes asks for another token: %s', (call) => {
  expect(saidOf(files('options', call))).toEqual([]);
  expect(saidOf(files('{ scope }', call))).toEqual([]);
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a member called %s is one like any other',
  (name) => {
    expect(saidOf(files('options', `{ scope, '${name}': order.name }`))).toEqual([
      'loop@loop',
      'reuse@token',
    ]);
  },
);
