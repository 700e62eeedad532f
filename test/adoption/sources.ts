// Small files of a user's project.

/** A helper by client credentials that nothing in its own file calls. */
export const getToken = `export async function getToken() {
  const response = await fetch('https://acme.okta.com/oauth2/v1/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: process.env.CLIENT_ID,
      client_secret: process.env.CLIENT_SECRET,
    }),
  });
  return (await response.json()).access_token;
}
`;

/** A password grant. */
export const login = `export async function login() {
  const response = await fetch('https://acme.okta.com/oauth2/v1/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
    }),
  });
  return (await response.json()).access_token;
}
`;

/** The helper once for each order. */
export const loop = `import { getToken } from './token.js';

export async function sync(orders) {
  for (const order of orders) {
    const authorization = 'Bearer ' + (await getToken());
    await fetch('https://api.example.com/orders/' + order, { headers: { authorization } });
  }
}
`;
