/** Forms that a loop fills from an object. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const sent = (fill: string) => ({
  'login.js': `export async function login() {
  const data = { grant_type: 'password', username: process.env.USER, password: process.env.PASS };
  const rest = { username: process.env.USER, password: process.env.PASS };
  ${fill}
  return fetch('https://id.example.com/sign-in', { method: 'POST', body: form }); /*@login*/
}`,
});

test.each([
  'const form = new URLSearchParams(); Object.keys(data).forEach((key) => { form.set(key, data[key]); });',
  'const form = new FormData(); for (const key in data) form.append(key, data[key]);',
  "let form = ''; for (const key in data) { form += key + '=' + encodeURIComponent(data[key]) + '&'; }",
  "const form = new URLSearchParams({ grant_type: 'password' }); for (const [key, value] of Object.entries(rest)) form.set(key, value);",
  "const form = new URLSearchParams(); form.set('grant_type', 'password'); for (const key in rest) form.set(key, rest[key]);",
])('%s', (fill) => {
  expect(saidOf(sent(fill))).toEqual(['password@login']);
});

test('a loop that adds to a text of parameters leaves them what they are', () => {
  const fill = `let form = 'grant_type=client_credentials'; for (const key in rest) form += '&' + key + '=' + rest[key];`;
  expect(saidOf(sent(fill))).toEqual([]);
});
