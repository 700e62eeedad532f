/** SDKs that are handed an object of another file, and caches that are told to keep nothing. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

test.each([
  ['client_credentials', ['reuse@login']],
  ['password', ['password@login', 'reuse@login']],
  ['authorization_code', []],
])('a grant of %s that the configuration holds', (grant, expected) => {
  const files = {
    'config.js': `const admin = { grantType: '${grant}', clientId: 'admin-cli', clientSecret: process.env.SECRET };
module.exports = { admin };`,
    'users.js': `import KcAdminClient from '@keycloak/keycloak-admin-client';
import { admin } from './config';
export async function users() {
  const client = new KcAdminClient({ baseUrl: process.env.URL });
  await client.auth(admin); /*@login*/
  return client.users.find();
}`,
    'app.js': `import { users } from './users';\napp.get('/users', async (req, res) => res.json(await users()));`,
  };
  expect(saidOf(files)).toEqual(expected);
});

const playing = (revalidate: string) => ({
  'app/api/playing/route.ts': `const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: process.env.REFRESH });
const token = async () => (await fetch('https://accounts.spotify.com/api/token', { method: 'POST', body, next: { revalidate: ${revalidate} } })).json(); /*@token*/
export async function GET() { return Response.json(await fetch('/playing', { headers: await token() })); }`,
});

test('a fetch that Next.js keeps for a time, and one that it keeps for none', () => {
  expect(saidOf(playing('3000'))).toEqual([]);
  expect(saidOf(playing('0'))).toEqual(['reuse@token']);
});
