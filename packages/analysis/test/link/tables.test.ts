/** Functions that are reached through a table: an object, an array or a map, a switch that chooses one, steps in turn. */
import { expect, test } from '@jest/globals';
import { severitiesOf, saidOf, TOKEN } from '../marked.js';

const MAIL = `import { getToken } from './token.js';
export async function send(data) { const token = await getToken(); return post('/mail', token, data); }
`;
const LOOP = ['loop@loop', 'reuse@token'];

test.each([
  [
    'an object with functions',
    `import { send } from './mail.js';
const handlers = { mail: send, sms: async () => {} };
export async function run(jobs) { for (const job of jobs) { await handlers[job.type](job); /*@loop*/ } }
run([]);`,
  ],
  [
    'an object with modules',
    `import * as mail from './mail.js';
import sms from './sms.js';
const templates = { mail, sms };
export async function run(jobs) { for (const job of jobs) { await templates[job.type].send(job); /*@loop*/ } }
run([]);`,
  ],
  [
    'a map',
    `import { send } from './mail.js';
const handlers = new Map([['mail', send], ['sms', async () => {}]]);
export async function run(jobs) { for (const job of jobs) { await handlers.get(job.type)(job); /*@loop*/ } }
run([]);`,
  ],
  [
    'a variable of a switch',
    `import * as mail from './mail.js';
import sms from './sms.js';
function templateOf(type) {
  let template = { send() {} };
  switch (type) { case 'mail': template = mail; break; case 'sms': template = sms; break; }
  return template;
}
export async function run(jobs) {
  for (const job of jobs) {
    const template = templateOf(job.type);
    await template.send(job); /*@loop*/
  }
}
run([]);`,
  ],
  [
    'a function that chooses one',
    `import { send } from './mail.js';
const pick = (type) => (type === 'mail' ? send : async () => {});
export async function run(jobs) { for (const job of jobs) { await pick(job.type)(job); /*@loop*/ } }
run([]);`,
  ],
  [
    'a field of a class',
    `import { send } from './mail.js';
export class Runner {
  handlers = { mail: send };
  async run(jobs) { for (const job of jobs) { await this.handlers[job.type](job); /*@loop*/ } }
}
new Runner().run([]);`,
  ],
  [
    'an object that is filled',
    `import { send } from './mail.js';
const handlers = {};
handlers['mail' + process.env.KIND] = send;
export async function run(jobs) { for (const job of jobs) { await handlers[job.type](job); /*@loop*/ } }
run([]);`,
  ],
  [
    'a map that is filled',
    `import { send } from './mail.js';
const handlers = new Map();
handlers.set('mail', send);
export async function run(jobs) {
  for (const job of jobs) {
    const handle = handlers.get(job.type);
    if (handle) await handle(job); /*@loop*/
  }
}
run([]);`,
  ],
  [
    'a field that is filled and declared by a type',
    `import { send } from './mail.js';
export class Runner {
  handlers: Handlers;
  constructor() { this.handlers = { mail: send }; }
  async run(jobs) { for (const job of jobs) { await this.handlers[job.type].call(this, job); /*@loop*/ } }
}
new Runner().run([]);`,
  ],
  [
    'a field that holds a map',
    `import { send } from './mail.js';
export class Runner {
  private handlers = new Map<string, Handler>();
  constructor() { this.handlers.set('mail', send); }
  async run(jobs) { for (const job of jobs) { await this.handlers.get(job.type)?.(job); /*@loop*/ } }
}
new Runner().run([]);`,
  ],
])('%s is followed to the loop around its call', (_, run) => {
  const files = {
    'token.js': TOKEN,
    'mail.js': MAIL,
    'sms.js': 'export default { async send() {} };',
    'run.ts': run,
  };
  expect(saidOf(files)).toEqual(LOOP);
});

test('a table of another file is followed', () => {
  const files = {
    'token.js': TOKEN,
    'mail.js': MAIL,
    'table.js': `import { send } from './mail.js';\nexport const senders = { mail: send };`,
    'run.js': `import { senders } from './table.js';
async function run(jobs) { for (const job of jobs) { await senders[job.type](job); /*@loop*/ } }
run([]);`,
  };
  expect(saidOf(files)).toEqual(LOOP);
});

const steps = (body: string) => ({
  'token.js': TOKEN,
  'mail.js': MAIL,
  'run.js': `import { send } from './mail.js';
const steps = [async () => {}, send];
export async function POST(data) { ${body} }
`,
});

test.each([
  ['for-of', 'for (const step of steps) { await step(data); }'],
  ['forEach', 'steps.forEach((step) => step(data));'],
  ['map', 'await Promise.all(steps.map((step) => step(data)));'],
  ['reduce', 'await steps.reduce((done, step) => done.then(() => step(data)), Promise.resolve());'],
  [
    'entries',
    'for (const [name, step] of Object.entries({ mail: send, wait: async () => {} })) { await step(data); }',
  ],
])('steps that run once each by %s are no loop, and reached as often as what holds them', (_, body) => {
  const files = steps(body);
  expect(
    saidOf({
      ...files,
      'app/api/mail/route.js': files['run.js'].replace('./mail', '../../../mail'),
      'run.js': '',
    }),
  ).toEqual(['reuse@token']);
  // Nothing calls it: how often is not known.
  expect(saidOf({ ...files, 'run.js': files['run.js'].replace('POST', 'work') })).toEqual(['reuse@token']);
});

test('steps in a loop of their own are in that loop', () => {
  const files = steps('while (true) { for (const step of steps) { await step(data); /*@loop*/ } }');
  expect(saidOf(files)).toEqual(LOOP);
});

test('an element of a table is not what another table holds under the same name', () => {
  const files = {
    'token.js': TOKEN,
    'mail.js': MAIL,
    'sms.js': 'export async function send() {}',
    'table.js': `import { send } from './sms.js';\nexport const senders = { mail: send };`,
    'run.js': `import { senders } from './table.js';
async function run(jobs) { for (const job of jobs) await senders[job.type](job); }
run([]);`,
  };
  expect(saidOf(files)).toEqual(['reuse@token']);
});

test('`this` among the members of an object is that of the class around', () => {
  const files = {
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
export class Api {
  async load() { return getToken(); }
  table() { return { load: this.load, other() {} }; }
  async all(keys) { for (const key of keys) { await this.load(key); /*@loop*/ } }
}
new Api().all([]);`,
  };
  expect(saidOf(files)).toEqual(LOOP);
});

const registered = (registry: string, register: string, dispatch = '') => ({
  'token.js': TOKEN,
  'mail.js': MAIL,
  'registry.js': registry,
  'main.js': `import { send } from './mail.js';
import { register, dispatch } from './registry.js';
${register}
${dispatch}`,
});

test.each([
  ['an object', 'handlers[name] = handler', 'handlers[job.type](job)'],
  ['a map', 'table.set(name, handler)', 'table.get(job.type)(job)'],
  [
    'a list for each name',
    '(lists[name] ||= []).push(handler)',
    'lists[job.type].forEach((one) => one(event))',
  ],
])('a handler that is put in %s of another file is called with what comes', (_, put, call) => {
  const registry = `const handlers = {}; const table = new Map(); const lists = {};
export function register(name, handler) { ${put}; }
export function dispatch(job) { ${call}; }`;
  const served = `import express from 'express';
express().post('/events', (req, res) => { dispatch(req.body); res.end(); });`;
  expect(saidOf(registered(registry, `register('mail', send);\n${served}`))).toEqual(['reuse@token']);
  expect(saidOf(registered(registry, `register('mail', send);`, `dispatch({ type: 'mail' });`))).toEqual([]);
});

test('a handler that is handed on runs when who is given it says', () => {
  const on = (body: string) => registered(`export function register(handler) { ${body} }`, 'register(send);');
  expect(saidOf(on(`client.on('message', handler);`))).toEqual(['reuse@token']);
  expect(saidOf(on(`client.on('message', (message) => handler(message));`))).toEqual(['reuse@token']);
  expect(saidOf(on(`setInterval(() => handler(), 5000); /*@every*/`))).toEqual(['loop@every', 'reuse@token']);
  expect(saidOf(on(`client.once('ready', handler);`))).toEqual([]);
  expect(saidOf(on(`return handler();`))).toEqual([]);
});

test('what is drawn from a list of clients is one of them', () => {
  const files = {
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
class Api { async list() { return get(await getToken()); } }
const clients = [];
clients.push(new Api());
while (true) { for (const client of clients) await client.list(); /*@loop*/ }`,
  };
  expect(saidOf(files)).toEqual(LOOP);
});

const list = `import { getToken } from './token.js';
export const list = async (one, other) => { other.json(await load(await getToken())); };
`;

test.each([
  [
    'a table of routes that is gone over',
    `const routes = [{ method: 'get', path: '/a', handler: list }];
for (const { method, path, handler } of routes) app[method](path, handler);`,
  ],
  ['a table of routes for others', `module.exports = [{ method: 'GET', path: '/a', handler: list }];`],
  ['resolvers', `export const resolvers = { Query: { orders: list }, Order: {} };`],
  ['a list of handlers', `const chain = [json(), list]; app.get('/a', chain, done);`],
  ['a list of handlers that is spread', `const chain = [json(), list]; app.get('/a', ...chain, done);`],
])('%s is entered by HTTP requests', (_, body) => {
  const files = {
    'token.js': TOKEN,
    'list.js': list,
    'app.js': `import { list } from './list.js';\n${body}`,
  };
  // How often is known: it would be a warning else.
  expect(severitiesOf(files)).toEqual(['error']);
});
