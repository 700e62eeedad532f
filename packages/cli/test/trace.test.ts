// `trace -- <command>`: token requests of a running program, whatever client makes them, and where in the program.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { json, runReal } from './support/command.js';
import { plainPlace as place, type Place } from './support/place.js';

interface Traced {
  exitCode: number;
  processes: number;
  requests: number;
  avoidable: number;
  refused: number;
  peak: number;
  places: { path: { file: string; line: number; function: string }[]; lifetime: number | null }[];
}

/** Answers with a new token each time, and 429 from the fifth request on. */
const server = `import { createServer } from 'node:http';
let requests = 0;
export const server = createServer((request, response) => {
  request.resume().on('end', () => {
    requests += 1;
    response.writeHead(requests > 4 ? 429 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: 'token-' + requests, expires_in: 3600 }));
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
export const url = 'http://127.0.0.1:' + server.address().port + '/oauth2/v1/token?tenant=secret-in-query';
export const form = () =>
  new URLSearchParams({ grant_type: 'password', username: 'svc-orders', password: 'secret-of-svc' });
`;

function program(code: string): Place {
  const here = place({
    'server.mjs': server,
    'main.mjs': `import { server, url, form } from './server.mjs';\n${code}`,
  });
  symlinkSync(
    fileURLToPath(new URL('../../../node_modules', import.meta.url)),
    join(here.directory, 'node_modules'),
  );
  return here;
}

const trace = (here: Place, ...more: string[]) =>
  runReal(here, ['trace', '--format', 'json', '--output', 'trace.json', ...more, '--', 'node', 'main.mjs']);

const clients: [name: string, call: string, line: number][] = [
  [
    'fetch',
    `const getToken = async () =>\n  (await fetch(url, { method: 'POST', body: form() })).json();`,
    3,
  ],
  [
    'axios',
    `import axios from 'axios';\nconst getToken = async () =>\n  (await axios.post(url, form())).data;`,
    4,
  ],
  [
    'got',
    `import got from 'got';\nconst getToken = async () =>\n  got.post(url, { form: Object.fromEntries(form()) }).json();`,
    4,
  ],
  [
    'superagent',
    `import superagent from 'superagent';\nconst getToken = async () =>\n  (await superagent.post(url).type('form').send(String(form()))).body;`,
    4,
  ],
  [
    'request',
    `import request from 'request';\nconst getToken = () => new Promise((done) =>\n  request.post({ url, form: String(form()) }, done));`,
    4,
  ],
  [
    'node:http',
    `import { request } from 'node:http';\nconst getToken = () => new Promise((done) =>\n  request(url, { method: 'POST' }, (answer) => answer.resume().on('end', done)).end(String(form())));`,
    4,
  ],
  [
    'JSON by fetch',
    `const getToken = async () =>\n  (await fetch(url, { method: 'POST', body: JSON.stringify(Object.fromEntries(form())) })).json();`,
    3,
  ],
];

test.each(clients)('%s: three requests where one would do, and the line that makes them', (_, call, line) => {
  const here = program(`${call}
for (let order = 0; order < 3; order += 1) await getToken();
server.close();
`);
  const { status, stderr } = trace(here);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const traced = JSON.parse(String(here.read('trace.json'))) as Traced;
  expect(traced).toMatchObject({ exitCode: 0, processes: 1, requests: 3, avoidable: 2, refused: 0 });
  expect(traced.places).toHaveLength(1);
  expect(traced.places[0]).toMatchObject({ lifetime: 3600, grants: ['password'] });
  expect(traced.places[0]!.path.at(-1)).toMatchObject({ file: 'main.mjs', line });
});

test('a storm: how many were refused, how many within a second', () => {
  const here = program(`async function getToken() {
  return fetch(url, { method: 'POST', body: form() });
}
await Promise.all(Array.from({ length: 10 }, getToken));
server.close();
`);
  const { status, stdout } = runReal(here, ['trace', '--', 'node', 'main.mjs']);
  expect(status).toBe(1);
  expect(stdout).toContain(
    '10 token requests · 1 would have done · 6 answered 429 · at most 10 within one second for one user',
  );
  expect(stdout).toContain('main.mjs:3 getToken');
  expect(stdout).toContain('grant-migrate migrate main.mjs');
});

test('nothing secret is written down, not in part', () => {
  const here =
    program(`await fetch(url, { method: 'POST', body: form(), headers: { authorization: 'Basic c2VjcmV0' } });
server.close();
`);
  trace(here);
  const written = String(here.read('trace.json'));
  expect(written).toContain('/oauth2/v1/token');
  for (const secret of ['secret', 'svc-orders', 'c2VjcmV0', 'token-1']) expect(written).not.toContain(secret);
});

test('two users and other requests are not avoidable; processes below are seen too', () => {
  const here = program(`const as = (username) => fetch(url, {
  method: 'POST', body: new URLSearchParams({ grant_type: 'password', username, password: 'p' }),
});
await as('one');
await as('two');
await fetch(url, { method: 'POST', body: 'hello=world' });
server.close();
`);
  here.write(
    'outer.mjs',
    `import { execFileSync } from 'node:child_process';\nexecFileSync('node', ['main.mjs']);\n`,
  );
  const ran = runReal(here, ['trace', '--format', 'json', '--', 'node', 'outer.mjs']);
  expect(ran.status).toBe(0);
  expect(json<Traced>(ran)).toMatchObject({ requests: 2, avoidable: 0, peak: 1 });
});

test('how many processes asked is said', () => {
  const here = program(`await fetch(url, { method: 'POST', body: form() });\nserver.close();\n`);
  const twice = `import { execFileSync } from 'node:child_process';
for (let run = 0; run < 2; run += 1) execFileSync('node', ['main.mjs']);
`;
  here.write('outer.mjs', twice);
  const { stdout } = runReal(here, ['trace', '--', 'node', 'outer.mjs']);
  expect(stdout).toContain('2 token requests · none of them avoidable');
  expect(stdout).toMatch(/ · 2 processes$/m);
});

test('what the program prints and how it ends stay its own', () => {
  const here = program(`console.log('printed');
const response = await fetch(url, { method: 'POST', body: form() });
console.log((await response.json()).access_token);
process.exit(3);
`);
  const { status, stdout, stderr } = trace(here);
  expect(stdout).toBe('printed\ntoken-1\n');
  expect(stderr).toBe('The traced command ended with exit status 3.\n');
  expect(status).toBe(1);
});

test.each([
  [['trace'], 'trace needs a command to run.'],
  [['trace', '--', 'no-such-program'], 'Cannot start no-such-program: it is not there.'],
])('%p cannot run', (args, message) => {
  const { status, stderr } = runReal(place(), args);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test('without token requests it says so', () => {
  const { status, stdout } = runReal(place(), ['trace', '--', 'node', '--eval', '0']);
  expect(stdout).toContain('No token request was made by a Node process.');
  expect(status).toBe(0);
});
