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
