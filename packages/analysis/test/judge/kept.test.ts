// What is asked for once and kept is no storm; what looks like it and is none still is.
import { expect, test } from '@jest/globals';
import { analyzeProject } from '../../src/analyze.js';
import { saidOf, TOKEN } from '../marked.js';

const ask = `fetch(process.env.ISSUER + '/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  })`;
const login = `async function login() {
  const response = await ${ask};
  return (await response.json()).access_token;
}
`;

function rules(files: Record<string, string>): string[] {
  const project = {
    root: '/',
    files: Object.keys(files),
    read: (file: string) => files[file] ?? { unreadable: 'it is not there' },
  };
  return analyzeProject(project, { preset: 'recommended' }).findings.map(({ ruleId }) => ruleId);
}

const inRoute = (use: string) => `
require('express')().get('/', async (req, res) => res.json(await send(${use})));
`;

test('a callback that is handed to a tracer fills the row that is read before it', () => {
  const cached = `async function token(tenant) {
  const row = await prisma.tokens.findUnique({ where: { id: tenant } });
  if (row && row.expiresAt > new Date()) return row.value;
  return traced('login', async () => {
    const response = await ${ask};
    const { access_token } = await response.json();
    await prisma.tokens.upsert({ where: { id: tenant }, update: { value: access_token }, create: { value: access_token } });
    return access_token;
  });
}
`;
  expect(rules({ 'a.js': cached + inRoute("await token('a')") })).toEqual([]);
  const unread = cached.replace('return row.value', 'log(row)');
  expect(rules({ 'a.js': unread + inRoute("await token('a')") })).toEqual(['require-token-reuse']);
});

test('what is made under its own absence is made once, with all that is done beside it', () => {
  const singleton = `${login}class Api {
  static async get() {
    if (!this.instance) {
      this.instance = new Api();
      await this.instance.start();
    }
    return this.instance;
  }
  async start() {
    this.token = await login();
  }
}
`;
  expect(rules({ 'a.js': singleton + inRoute('(await Api.get()).token') })).toEqual([]);
  const anew = singleton.replace('if (!this.instance)', 'if (this.debug)');
  expect(rules({ 'a.js': anew + inRoute('(await Api.get()).token') })).toEqual(['require-token-reuse']);
});

test('a lock keeps nothing', () => {
  const job = `${login}let busy = false;
require('node-cron').schedule('* * * * *', async () => {
  if (busy) return;
  busy = true;
  await send(await login());
  busy = false;
});
`;
  expect(rules({ 'a.js': job })).toEqual(['require-token-reuse']);
});

test('a schedule that only renews what is kept globally is no storm, whatever stands around it', () => {
  const renews = `module.exports = async function start() {
  const options = { method: 'POST', url: process.env.ISSUER + '/token', data: { grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET } };
  global.token = (await require('axios')(options)).data.access_token;
  require('node-schedule').scheduleJob('0 22 * * *', async () => {
    global.token = (await require('axios')(options)).data.access_token;
  });
};
`;
  expect(rules({ 'a.js': renews, 'app.js': "require('./a')();\n" })).toEqual([]);
});

test('a callback of node:https keeps the answer, before an error handler, too', () => {
  const renews = `const https = require('https');
function renew() {
  https.get(process.env.ISSUER + '/token?grant_type=client_credentials&client_id=a&client_secret=b', (response) => {
    response.on('data', (data) => { global.token = JSON.parse(data).access_token; });
  }).on('error', (error) => console.log(error.message));
}
renew();
var interval = 2 * 60 * 60 * 1000;
setInterval(renew, interval);
`;
  expect(rules({ 'a.js': renews })).toEqual([]);
});

test('node helpers of MagicMirror run at each notification, applications of Homey start once', () => {
  const helper = `${login}module.exports = require('node_helper').create({
  socketNotificationReceived: async function () {
    this.sendSocketNotification('DATA', await send(await login()));
  },
});
`;
  expect(rules({ 'node_helper.js': helper })).toEqual(['require-token-reuse']);
  const app = `${login}module.exports = class extends Homey.App {
  async onInit() {
    await send(await login());
  }
};
`;
  expect(rules({ 'app.js': app })).toEqual([]);
});

test('a timer that counts to the lifetime of the answer renews', () => {
  const counted = `const Spotify = require('spotify-web-api-node');
const api = new Spotify({ clientId: process.env.ID, clientSecret: process.env.SECRET });
let lifetime;
api.clientCredentialsGrant().then((data) => {
  api.setAccessToken(data.body.access_token);
  lifetime = data.body['expires_in'];
});
let seconds = 0;
setInterval(() => {
  if (++seconds > lifetime - 1) {
    seconds = 0;
    api.clientCredentialsGrant().then((data) => api.setAccessToken(data.body.access_token));
  }
}, 1000);
`;
  expect(rules({ 'a.js': counted })).toEqual([]);
  expect(rules({ 'a.js': counted.replace('if (++seconds > lifetime - 1)', 'if (seconds === 0)') })).toEqual([
    'no-token-request-in-loop',
  ]);
});

test('how far a helper stands below the first caller does not decide whether its guard is seen', () => {
  const api = `class Api {
  async first() { return this.second(); }
  async second() { return this.secondAndAHalf(); }
  async secondAndAHalf() { return this.third(); }
  async third() {
    if (!this.token) await this.start();
    return send(this.token);
  }
  start() { return this.get({ grant_type: 'client_credentials' }); }
  get(grant) {
    return require('axios').post(process.env.ISSUER + '/token', { ...grant, client_id: process.env.ID, client_secret: process.env.SECRET })
      .then((response) => { this.token = response.data.access_token; });
  }
}
const api = new Api();
`;
  expect(rules({ 'a.js': api + inRoute('await api.first()') })).toEqual([]);
});

test('a loop that only defines methods asks for nothing itself', () => {
  const methods = `${login}function Client() {}
Object.keys(endpoints).forEach((name) => {
  Client.prototype[name] = async function (body) { return send(name, body, await login()); };
});
module.exports = Client;
`;
  expect(rules({ 'a.js': methods })).not.toContain('no-token-request-in-loop');
});

test('a transport that the address chooses is a client', () => {
  const tests = `const http = require('http');
const https = require('https');
function login(address, username, password) {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password });
  const transport = address.protocol === 'https:' ? https : http;
  const request = transport.request(address, { method: 'POST' });
  request.write(body.toString());
  request.end();
}
`;
  expect(rules({ 'a.js': tests })).toEqual(['no-password-grant']);
});

test('what an API answers for a token is not the token', () => {
  const files = (call: string) => ({
    'token.js': TOKEN,
    'shelf.js': `import { getToken } from './token.js';
export class Shelf {
  async fill() { this.books = await ${call}(await getToken()); }
}`,
  });
  expect(saidOf(files('listBooks'))).toEqual(['reuse@token']);
  expect(saidOf(files('clientFor'))).toEqual([]);
});
