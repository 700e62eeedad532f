/** A token that a loop asks for now and then is renewed; one that it asks for where it is used is repeated. */
import { describe, expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

const loop = (before: string, body: string) => ({
  'token.js': TOKEN,
  'run.js': `import { getToken } from './token.js';
async function run(items) {
  ${before}
  for (let turn = 0; turn < items.length; turn++) { const item = items[turn]; ${body} }
}
run([]);`,
});

const use = 'await fetch(item.url, { headers: { token } });';

test.each([
  [
    'let token = await getToken(); let at = Date.now();',
    `if (Date.now() - at > 3e6) { token = await getToken(); at = Date.now(); } ${use}`,
  ],
  [
    'let token = await getToken(), end = Date.now() + 3e6;',
    `if (new Date().getTime() > end) { token = await getToken(); end += 3e6; } ${use}`,
  ],
  ['let token;', `if (turn % 500 === 0) { token = await getToken(); } ${use}`],
  ['let token;', `if (item.first) token = await getToken(); ${use}`],
])('%s %s', (before, body) => {
  expect(saidOf(loop(before, body))).toEqual([]);
});

test.each([
  // Each turn that asks uses its own token, and no other turn does.
  ['let token;', `if (item.open) { token = await getToken(); /*@loop*/ ${use} }`],
  // The test is the same at each turn: all of them ask, or none.
  ['let token = process.env.TOKEN;', `if (process.env.LIVE) { token = await getToken(); /*@loop*/ } ${use}`],
  // Whatever the turn does, it does not go on with the token of an earlier one.
  [
    'let token;',
    `if (item.old) { token = await getToken(); /*@loop*/ } else if (item.key) { token = item.key; } else { throw new Error('?'); } ${use}`,
  ],
  // The token ends with the turn.
  ['', `let token = item.token; if (item.open) { token = await getToken(); /*@loop*/ } ${use}`],
])('%s %s', (before, body) => {
  expect(saidOf(loop(before, body))).toEqual(['loop@loop', 'reuse@token']);
});

describe('a loop', () => {
  const around = (body: string) => ({
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
async function call(at) { return (await fetch(at, { headers: { token: await getToken() } })).json(); }
async function run(start) { ${body} }
run(process.argv[2]);`,
  });

  test.each([
    'let next = start; while (next) { const page = await call(next); /*@loop*/ next = page.next; }',
    'let page = await call(start); while (page.next) { page = await call(page.next); /*@loop*/ }',
    'let done = false; while (!done) { const job = await call(start); /*@loop*/ done = job.done; }',
    "let state = ''; while (state === '') { const job = await call(start); /*@loop*/ state = job.state; }",
    'const open = [start]; while (open.length > 0) { const page = await call(open.pop()); /*@loop*/ open.push(...page.more); }',
    'let next = start; for (;;) { if (next) { const page = await call(next); /*@loop*/ next = page.next; } else break; }',
  ])('that goes on with what came back asks at each turn: %s', (body) => {
    expect(saidOf(around(body))).toEqual(['loop@loop', 'reuse@token']);
  });

  test.each([
    'let token; while (!token) token = await getToken();',
    'let token; for (let i = 0; i < 3 && !token; i++) { token = await getToken(); }',
    'let token; do { try { token = await getToken(); } catch {} } while (!token);',
    'let token, done = false; while (!done) { try { token = await getToken(); done = true; } catch {} }',
    'let token, again = true; while (again && start) { try { token = await getToken(); again = false; } catch {} }',
  ])('that ends with the token is a retry: %s', (body) => {
    const files = around(`${body} return call(token);`);
    const run = files['run.js'].replace(
      /^async function call.*$/m,
      'const call = (token) => fetch("/", { headers: { token } });',
    );
    expect(saidOf({ ...files, 'run.js': run })).toEqual([]);
  });
});

describe('a timer', () => {
  const every = (job: string) => ({
    'token.js': TOKEN,
    'run.js': `import { getToken } from './token.js';
let token;
async function login() { token = await getToken(); }
async function job() { await login(); /*@loop*/ ${job} }
setInterval(job, 60000);
export const call = (path) => fetch(path, { headers: { token } });`,
  });

  test('that only renews the token is what keeps it', () => {
    expect(saidOf(every(''))).toEqual([]);
    expect(saidOf(every('console.log("renewed", token.length);'))).toEqual([]);
  });

  test('whose function uses the token for its own work asks each time', () => {
    expect(saidOf(every('await call("/sync");'))).toEqual(['loop@loop', 'reuse@token']);
    expect(saidOf(every('await fetch("/sync", { headers: { token } });'))).toEqual([
      'loop@loop',
      'reuse@token',
    ]);
  });
});

test('a renewal by what a getter reads from storage is the session’s own', () => {
  const renewal = (held: string) => ({
    'app.js': `const current = { ${held} };
async function renew() {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'app', refresh_token: current.refresh });
  return (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/
}
async function onRenew() { show(await renew()); }
export { onRenew };`,
  });
  expect(saidOf(renewal("get refresh() { return localStorage.getItem('refresh') || null; }"))).toEqual([]);
  expect(saidOf(renewal('refresh: process.env.REFRESH'))).toEqual(['reuse@token']);
});

test.each([
  ['answer.expires_in * 1000 - 10000', []],
  ['(answer.expires_in ?? 0) * 1000', []],
  ['30 * 1000', ['loop@loop', 'reuse@token']],
  ['settings.every', ['loop@loop', 'reuse@token']],
])('a connection that is renewed each %s', (period, said) => {
  const files = {
    'connection.js': `export class Connection {
  constructor(settings) { this.session = settings; }
  async renew() {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET });
    const answer = await (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/
    this.session.token = answer.access_token;
    this.store();
    this.session.say('renewed', this.count());
    return answer;
  }
  store() { remember(this.session); }
  count() { return counted(this.session); }
}`,
    'run.js': `import { Connection } from './connection.js';
async function main(settings) {
  const connection = new Connection(settings);
  const answer = await connection.renew();
  setInterval(async () => { await connection.renew(); }, ${period}); /*@loop*/
  return connection;
}
main({});`,
  };
  expect(saidOf(files)).toEqual(said);
});

test.each([
  ["''", []],
  ["'1//0abc'", ['loop@poll', 'reuse@token']],
])('a refresh token in a field that starts as %s', (first, said) => {
  const files = {
    'adapter.js': `class Adapter {
  constructor() { this.refresh = ${first}; }
  async start() { setInterval(() => { this.poll(); }, 60 * 1000); } /*@poll*/
  async poll() {
    const body = 'client_id=app&client_secret=none&grant_type=refresh_token&refresh_token=' + this.refresh;
    const answer = await (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/
    await list(answer.access_token);
  }
}
new Adapter().start();`,
  };
  expect(saidOf(files)).toEqual(said);
});
