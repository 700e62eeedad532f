/** A loop that an answer keeps going is no retry of the call that brings the answer. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const token = `export async function page(at) {
  const answer = await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: process.env.SECRET }),
  });
  return fetch('https://api.example.com/items/' + at, { headers: { Authorization: await answer.text() } });
}`;
const run = (head: string, first: string, after: string) => `import { page } from './page.js';
export async function all() {
  let at = ${first};
  ${head} {
    const items = await page(at); /*@loop*/
    ${after}
  }
}`;

test.each([
  ['while (at)', "'first'", 'at = items.next;'],
  ['while (at !== null)', "'first'", 'at = items.next;'],
  ['while (!done)', 'false, done = false', 'done = items.last;'],
])('%s asks for a page, and a token, at each turn', (head, first, after) => {
  expect(saidOf({ 'page.js': token, 'run.js': run(head, first, after) })).toEqual([
    'loop@loop',
    'reuse@token',
  ]);
});

test('while (!items) asks until there is one', () => {
  const retry = run('while (!items)', 'null, items', '').replace('const items', 'items');
  const failing = retry.replace('page(at)', 'page(at).catch(() => null)');
  for (const each of [retry, failing])
    expect(saidOf({ 'page.js': token, 'run.js': each })).toEqual(['reuse@token']);
});

test('each function of a list of functions is called', () => {
  const list = `import { page } from './page.js';
export const all = (ids) => inTurn(ids.map((id) => () => page(id))); /*@loop*/`;
  expect(saidOf({ 'page.js': token, 'run.js': list })).toEqual(['loop@loop', 'reuse@token']);
});
