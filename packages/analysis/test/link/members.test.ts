/** Options objects: what a request depends on is the member that it reads, not what else is handed over with it. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

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

test('what is looked up by the turn of a loop is another one each time', () => {
  const said = (get: string) =>
    saidOf({
      'run.js': `const envs = { a: { url: 'https://a', id: process.env.A }, b: { url: 'https://b', id: process.env.B } };
async function getToken(env) {
  return fetch(env.url, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: env.id, client_secret: process.env.S }) }); /*@token*/
}
async function run() { for (const name of Object.keys(envs)) { const env = ${get}; await getToken(env); /*@loop*/ } }
run();`,
    });
  expect(said('envs[name]')).toEqual([]);
  expect(said("envs['a']")).toEqual(['loop@loop', 'reuse@token']);
});

test('a stream class runs for each chunk', () => {
  const said = saidOf({
    'run.js': `const { Transform } = require('stream');
async function getToken() {
  return fetch('/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.S }) }); /*@token*/
}
class Enrich extends Transform {
  async _transform(chunk, encoding, done) { done(null, await getToken()); /*@loop*/ }
}
process.stdin.pipe(new Enrich()).pipe(process.stdout);`,
  });
  expect(said).toEqual(['loop@loop', 'reuse@token']);
});

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

test('an instance that a container is asked for by its class is one of that class', () => {
  const service = (name: string, guard: string) => `import { getToken } from './token.js';
export class ${name} {
  async createUser(user) { ${guard}; this.token = await getToken(); return fetch('/users', { headers: { token: this.token } }); }
}`;
  const files = (cls: string) => ({
    'token.js': TOKEN,
    'users.service.js': service('UsersService', 'if (this.token) return fetch("/users")'),
    'users-copy.service.js': service('UsersCopyService', ''),
    'run.js': `import { NestFactory } from '@nestjs/core';
import { UsersService } from './users.service.js';
import { UsersCopyService } from './users-copy.service.js';
async function main(names) {
  const app = await NestFactory.createApplicationContext({});
  const usersService = app.get(${cls});
  for (const name of names) await usersService.createUser(name); /*@each*/
}
main(process.argv);`,
  });
  expect(saidOf(files('UsersService'))).not.toContain('loop@each');
  expect(saidOf(files('UsersCopyService'))).toContain('loop@each');
});
