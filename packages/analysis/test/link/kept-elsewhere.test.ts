/** A store that one file reads, another writes and a third hides: only together do they show that a token is kept. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const guest = (after: string, use: string) => ({
  'token.js': `export const getToken = () => window.localStorage.getItem('token');
export const setToken = (token) => window.localStorage.setItem('token', token);`,
  'guest.js': `import { setToken } from './token.js';
export const getGuestToken = async () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'shop' });
  const { access_token } = await (await fetch('https://id.example.com/token', { method: 'POST', body })).json(); /*@token*/
  ${after}
  return access_token;
};`,
  'api.js': `import { getGuestToken } from './guest.js';
import { getToken } from './token.js';
export const api = async (paths) => { ${use} };
api(['/cart']);
document.onclick = () => api(['/cart', '/list']);`,
});
const alone = 'fetch(paths[0], { headers: { token: getToken() || (await getGuestToken()) } })';
const each = `for (const path of paths) { const token = getToken() ?? (await getGuestToken()); /*@loop*/ await fetch(path, { headers: { token } }); }`;

test('the kept token comes first, and the request keeps what it got', () => {
  expect(saidOf(guest('setToken(access_token);', alone))).toEqual([]);
  expect(saidOf(guest('setToken(access_token);', each))).toEqual([]);
});

test('a kept token that the request never becomes stands in nothing', () => {
  expect(saidOf(guest('', alone))).toEqual(['reuse@token']);
  expect(saidOf(guest('', each))).toContain('loop@loop');
});
