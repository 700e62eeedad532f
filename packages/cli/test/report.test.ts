// `report`: one page with every token request of a project, and how each is reached.
import { expect, test } from '@jest/globals';
import { runReal } from './support/command.js';
import { repository, type Place } from './support/place.js';

const token = `import axios from 'axios';
export async function getToken() {
  const { data } = await axios.post('https://acme.okta.com/oauth2/v1/token', new URLSearchParams({
    grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS,
  }));
  return data.access_token;
}
`;
const kept = `import axios from 'axios';
let token, until = 0;
export async function keptToken() {
  if (Date.now() < until) return token;
  const { data } = await axios.post('https://acme.eu.auth0.com/oauth/token', {
    grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET,
  });
  until = Date.now() + data.expires_in * 1000;
  token = data.access_token;
  return token;
}
`;
const sync = (name: string) => `import { getToken } from './token.js';
export async function ${name}(orders) {
  for (const order of orders) await send(order, await getToken());
}
${name}(process.argv.slice(2));
`;

const pageOf = (place: Place, file = 'grant-migrate-report.html') => String(place.read(file));
const figures = (page: string) => [...page.matchAll(/<figure>.*?<\/figure>/gs)].map(([figure]) => figure);

test('requests that are fine are in the table, ways to the others are drawn', () => {
  const place = repository({ 'token.js': token, 'kept.js': kept, 'sync.js': sync('syncOrders') });
  const { status, stdout } = runReal(place, ['report']);
  expect(stdout).toBe('2 token requests, 3 errors in 2 files: grant-migrate-report.html\n');
  expect(status).toBe(1);
  const page = pageOf(place);
  const rows = [...page.matchAll(/<tr><td>(.*?)<\/tr>/g)].map(([, row]) => row!.split(/<\/td>(?:<td>)?/));
  expect(rows).toEqual([
    ['kept.js:5', 'axios', 'client_credentials', 'auth0', 'a machine', 'reused', '', ''],
    [
      'token.js:3',
      'axios',
      'password',
      'okta',
      'a machine',
      'new each time',
      'no-password-grant, no-token-request-in-loop, require-token-reuse',
      '',
    ],
  ]);
  expect(figures(page)).toHaveLength(1);
  for (const step of ['for (const order of orders)', 'getToken', 'sync.js:3', 'token.js:3'])
    expect(figures(page)[0]).toContain(step);
});

test('the page stands by itself', () => {
  const place = repository({ 'token.js': token });
  runReal(place, ['report', '--output', 'page.html']);
  const page = pageOf(place, 'page.html');
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=|href=/);
  expect(page).toContain('<!doctype html>');
});

test('many ways: sixteen are drawn, the rest is counted', () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`sync-${index}.js`, sync(`sync${index}`)]),
  );
  const place = repository({ 'token.js': token, ...files });
  runReal(place, ['report']);
  expect(
    figures(pageOf(place))
      .join('')
      .match(/class="entry"/g),
  ).toHaveLength(16);
  expect(pageOf(place)).toContain('<figcaption>and 4 more</figcaption>');
});

test('a project without token requests', () => {
  const place = repository({ 'index.js': 'console.log(1);\n' });
  const { status, stdout } = runReal(place, ['report']);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: '0 token requests, no findings: grant-migrate-report.html\n',
  });
  expect(pageOf(place)).toContain('<h1>0 token requests</h1>');
});

test('a page that cannot be written', () => {
  const place = repository({ 'index.js': 'console.log(1);\n' });
  const { status, stderr } = runReal(place, ['report', '--output', 'no/such/folder/page.html']);
  expect(stderr).toContain('Cannot write the report');
  expect(status).toBe(2);
});
