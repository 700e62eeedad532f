/** What a handler is given beside the request, answers kept in front of a client, and loops that undo what failed. */
import { expect, test } from '@jest/globals';
import { saidOf, TOKEN } from '../marked.js';

test("a worker's configuration is nobody's request", () => {
  const files = {
    'token.js': `export async function getToken(env) {
  const assertion = await sign(env.KEY, { sub: env.USER });
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  return (await fetch('https://login.example.com/services/oauth2/token', { method: 'POST', body })).json(); /*@token*/
}`,
    'worker.js': `import { getToken } from './token.js';
export default { async fetch(request, env) { return fetch('/query', { headers: { token: await getToken(env) } }); } };`,
  };
  expect(saidOf(files)).toEqual(['reuse@token']);
  const asked = {
    ...files,
    'worker.js': files['worker.js'].replace('getToken(env)', 'getToken(await request.json())'),
  };
  expect(saidOf(asked)).toEqual([]);
});

test('answers that are kept by what is asked, in front of a client made of settings', () => {
  const files = {
    'client.js': `export class Client {
  constructor(id, secret) { this.id = id; this.secret = secret; }
  async token() {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: this.id, client_secret: this.secret });
    return (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/
  }
  async song(title) { return fetch('/songs/' + title, { headers: await this.token() }); }
}`,
    'songs.js': `import { Client } from './client.js';
export async function songs(titles) {
  const client = new Client(process.env.ID, process.env.SECRET);
  return Promise.all(titles.map(async (title) => {
    const known = await answers.get(title);
    if (known) return known;
    const found = await client.song(title); /*@loop*/
    await answers.set(title, found);
    return found;
  }));
}`,
  };
  expect(saidOf(files)).toEqual(['loop@loop', 'reuse@token']);
});

const undo = (body: string) => ({
  'token.js': TOKEN,
  'book.js': `import { getToken } from './token.js';
export async function book(rooms) {
  const made = [];
  try { for (const room of rooms) made.push(await reserve(room)); } catch (error) { ${body} }
}
book(process.argv.slice(2));`,
});

test('a loop that undoes what failed asks at each turn; one call after a failure does not', () => {
  const loop = 'for (const id of made) await remove(id, await getToken()); /*@loop*/';
  expect(saidOf(undo(loop))).toEqual(['loop@loop', 'reuse@token']);
  expect(saidOf(undo('await report(await getToken());'))).toEqual([]);
});
