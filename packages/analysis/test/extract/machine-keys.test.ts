/** Machines that sign in without naming the client credentials grant. */
import { expect, test } from '@jest/globals';
import { saidOf } from '../marked.js';

const asked = (url: string, body: string) =>
  saidOf({
    'app/orders/route.ts': `async function getToken() {
  const response = await fetch('${url}', { method: 'POST', body: ${body} }); /*@token*/
  return (await response.json()).access_token;
}
export async function GET() { return fetch('/orders', { headers: { token: await getToken() } }); }`,
  });

test.each([
  [
    'https://iam.cloud.ibm.com/identity/token',
    "new URLSearchParams({ grant_type: 'urn:ibm:params:oauth:grant-type:apikey', apikey: process.env.KEY })",
  ],
  [
    'https://api.example.com/oauth/token',
    'JSON.stringify({ client_id: process.env.ID, client_secret: process.env.SECRET })',
  ],
  [
    'https://api.example.com/token',
    'JSON.stringify({ clientId: process.env.ID, clientSecret: process.env.SECRET })',
  ],
])('%s', (url, body) => {
  expect(asked(url, body)).toEqual(['reuse@token']);
});

test.each([
  [
    'https://api.example.com/oauth/access_token',
    'JSON.stringify({ client_id: process.env.ID, client_secret: process.env.SECRET, code: process.env.CODE })',
  ],
  [
    'https://api.example.com/oauth/revoke',
    'JSON.stringify({ client_id: process.env.ID, client_secret: process.env.SECRET })',
  ],
  [
    'https://api.example.com/clients',
    'JSON.stringify({ client_id: process.env.ID, client_secret: process.env.SECRET })',
  ],
])('no token of a machine: %s', (url, body) => {
  expect(asked(url, body)).toEqual([]);
});
