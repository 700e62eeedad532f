/** Functions of a script that nothing calls, and objects that hold what they are made with. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const script = (more: string) => ({
  'token.js': TOKEN,
  'run.js': `import { getToken } from './token.js';
async function list() { return fetch('/list', { headers: { token: await getToken() } }); }
async function remove(id) { return fetch('/' + id, { headers: { token: await getToken() } }); }
list().then(console.log);
${more}`,
});

test('a function of a module that is neither called nor given away never runs', () => {
  expect(saidOf(script(''))).toEqual([]);
  expect(saidOf(script('export { remove };'))).toEqual(['reuse@token']);
});

const session = (call: string) => ({
  'session.js': `export class Session {
  constructor(options) { this.options = options; this.login(); }
  async login() {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: this.options.id, client_secret: this.options.secret });
    this.token = (await (await fetch('https://id.example.com/token', { method: 'POST', body })).json()).access_token; /*@token*/
  }
}`,
  'run.js': `import { Session } from './session.js';
const main = { id: process.env.ID, secret: process.env.SECRET };
export function sessions(clients) { const out = []; for (const client of clients) { out.push(new Session(${call})); /*@loop*/ } return out; }`,
});

test('a session of each client in turn is no repetition, one of the same client is', () => {
  expect(saidOf(session('client'))).toEqual([]);
  expect(saidOf(session('main'))).toContain('loop@loop');
});

test('a platform that Homebridge asks for its accessories once', () => {
  const platform = (name: string) => ({
    'client.js': `exports.open = (user, password) => signIn(user, password).then((token) => new Session(token));
function signIn(user, password) {
  return fetch('https://id.example.com/token', { method: 'POST', body: 'grant_type=password&username=' + user + '&password=' + password }); /*@token*/
}`,
    'index.js': `const client = require('./client');
function Platform(log, config) { this.config = config; }
Platform.prototype = { ${name}: function (callback) { client.open(this.config.user, this.config.password).then((session) => callback(session.devices)); } };
module.exports = (homebridge) => homebridge.registerPlatform('x', 'X', Platform);`,
  });
  expect(saidOf(platform('accessories'))).toEqual(['password@token']);
  expect(saidOf(platform('devices'))).toEqual(['password@token', 'reuse@token']);
});

test('what an object of a module is called by is no name of options', () => {
  const files = (call: string) => ({
    'token.js': `module.exports = { getAccessToken: async () => {
  const body = 'grant_type=client_credentials';
  return (await (await fetch('https://id.example.com/token', { method: 'POST', body })).json()).access_token; /*@token*/
} };`,
    'index.js': `const token = require('./token.js');\n${call}`,
  });
  expect(saidOf(files('token.getAccessToken().then(console.log);'))).toEqual([]);
  expect(
    saidOf(files("require('express')().get('/', async (q, s) => s.json(await token.getAccessToken()));")),
  ).toEqual(['reuse@token']);
});

test('an application asks for no name that nothing in it calls', () => {
  const files = (manifest: object, name = 'lists.js', more = '') => ({
    'package.json': JSON.stringify(manifest),
    'token.js': TOKEN,
    [name]: `import { getToken } from '${name.includes('/') ? '../' : './'}token.js';
export async function lists() { return fetch('/lists', { headers: { token: await getToken() } }); }`,
    'index.js': `import { lists } from './lists.js';
// await lists();
console.log('nothing is listed today');${more}`,
  });
  const started = { scripts: { start: 'node index.js' } };
  expect(saidOf(files(started))).toEqual([]);
  expect(saidOf(files({ main: 'index.js' }))).toEqual([]);
  // A module for others, a manifest that tells of no program, and folders that frameworks read.
  expect(saidOf(files({ ...started, exports: './lists.js' }))).toEqual(['reuse@token']);
  expect(saidOf(files({ main: 'lists.js' }))).toEqual(['reuse@token']);
  expect(saidOf(files({ private: true }))).toEqual(['reuse@token']);
  expect(saidOf(files(started, 'controllers/lists.js'))).toEqual(['reuse@token']);
  expect(saidOf(files(started, 'lists.js', '\nsetInterval(lists, 1000);'))).toEqual([
    'loop@lists.js:2',
    'reuse@token',
  ]);
});

test('what a file of services gives as a whole is asked for by an import, or by who loads the folder', () => {
  const files = (name: string, start = '', more: object = {}) => ({
    'package.json': JSON.stringify({ scripts: { dev: 'node index.js' }, ...more }),
    'token.js': TOKEN,
    [name]: `import { getToken } from '../token.js';
const lists = async () => fetch('/lists', { headers: { token: await getToken() } });
export default lists;`,
    'index.js': `import fs from 'node:fs';${start}`,
  });
  expect(saidOf(files('services/lists.js'))).toEqual([]);
  expect(saidOf(files('plugins/lists.js'))).toEqual(['reuse@token']);
  expect(
    saidOf(files('services/lists.js', "fs.readdirSync('./services').map((one) => import(one));")),
  ).toEqual(['reuse@token']);
  expect(saidOf(files('utils/lists.js', '', { devDependencies: { nuxt: '^3.0.0' } }))).toEqual([
    'reuse@token',
  ]);
});

test('a method that nothing speaks of is not called', () => {
  const files = (heritage: string, rest = '') => ({
    'package.json': JSON.stringify({ private: true, scripts: { dev: 'node index.js' } }),
    'token.js': TOKEN,
    'mail.js': `import { Sender } from 'senders';
import { getToken } from './token.js';
export class Mail ${heritage} {
  async sendByService(to) { return fetch('/mail/' + to, { headers: { token: await getToken() } }); }
  async sendOtherwise(to) { return to; }
}`,
    'index.js': `import { Mail } from './mail.js';
const mail = new Mail();
process.on('message', (to) => mail.sendOtherwise(to));${rest}`,
  });
  expect(saidOf(files(''))).toEqual([]);
  expect(saidOf(files('extends Sender'))).toEqual(['reuse@token']);
  expect(
    saidOf(files('', "\nprocess.on('message', () => mail[process.env.SENDER ?? 'sendByService']('x'));")),
  ).toEqual(['reuse@token']);
});
