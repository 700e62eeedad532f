// What people sign in with after the migration: Authorization Code with PKCE, pushed requests, device flow, logout.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAuthorizationServer, type AuthorizationServer } from './server.mjs';
import { createBrowser, createPkce, hiddenFields, post } from './test-client.mjs';

let server: AuthorizationServer;
beforeAll(async () => {
  server = await startAuthorizationServer({ perSecond: Infinity });
});
afterAll(() => server.close());

const REDIRECT_URI = 'http://127.0.0.1:54321/callback';
const request = (more: Record<string, string>) => ({
  client_id: 'public-client',
  response_type: 'code',
  redirect_uri: REDIRECT_URI,
  scope: 'openid offline_access orders.read',
  prompt: 'consent',
  state: 'state-1',
  ...more,
});
const authorize = (parameters: Record<string, string>) =>
  `${server.issuer}/v1/authorize?${new URLSearchParams(parameters)}`;

/** Signs in as alice and returns the address of the callback. */
async function codeFrom(url: string, browser = createBrowser()) {
  const { url: callback } = await browser.signIn(await browser.go(url), 'alice');
  return new URL(callback);
}

const exchange = (code: string, verifier: string) =>
  post(server.tokenEndpoint, {
    client_id: 'public-client',
    grant_type: 'authorization_code',
    redirect_uri: REDIRECT_URI,
    code,
    code_verifier: verifier,
  });

test('Authorization Code with PKCE, from login page to the API', async () => {
  const { verifier, challenge } = createPkce();
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  const callback = await codeFrom(authorize(request(pkce)));
  expect(callback.searchParams.get('state')).toBe('state-1');
  expect(callback.searchParams.get('iss')).toBe(server.issuer);
  const { status, body } = await exchange(callback.searchParams.get('code') as string, verifier);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(expect.arrayContaining(['access_token', 'refresh_token', 'id_token']));
  const who = await fetch(`${server.apiUrl}/whoami`, {
    headers: { authorization: `Bearer ${body.access_token}` },
  });
  expect(await who.json()).toMatchObject({ user: 'alice', client: 'public-client' });
});

test('a code is worth nothing without its verifier', async () => {
  const { challenge } = createPkce();
  const callback = await codeFrom(
    authorize(request({ code_challenge: challenge, code_challenge_method: 'S256' })),
  );
  const { body } = await exchange(callback.searchParams.get('code') as string, createPkce().verifier);
  expect(body.error).toBe('invalid_grant');
});

test('PKCE is required, unless the server is told otherwise', async () => {
  const { url } = await createBrowser().go(authorize(request({})));
  expect(new URL(url).searchParams.get('error')).toBe('invalid_request');
});

test('a pushed authorization request', async () => {
  const { verifier, challenge } = createPkce();
  const pushed = await post(
    `${server.issuer}/v1/par`,
    request({ code_challenge: challenge, code_challenge_method: 'S256' }),
  );
  expect(pushed.status).toBe(201);
  const callback = await codeFrom(
    authorize({ client_id: 'public-client', request_uri: pushed.body.request_uri as string }),
  );
  expect((await exchange(callback.searchParams.get('code') as string, verifier)).status).toBe(200);
});

test('the device flow', async () => {
  const device = await post(`${server.issuer}/v1/device/authorize`, {
    client_id: 'public-client',
    scope: 'openid orders.read',
  });
  const poll = () =>
    post(server.tokenEndpoint, {
      client_id: 'public-client',
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: device.body.device_code as string,
    });
  expect((await poll()).body.error).toBe('authorization_pending');
  const browser = createBrowser();
  const page = await browser.go(device.body.verification_uri_complete as string);
  const confirm = await browser.go(page.url, hiddenFields(page.text));
  const login = await browser.go(confirm.url, { ...hiddenFields(confirm.text), confirm: 'yes' });
  await browser.signIn(login, 'alice');
  expect((await poll()).status).toBe(200);
});

test('logout started by the application', async () => {
  const browser = createBrowser();
  const { challenge } = createPkce();
  await codeFrom(authorize(request({ code_challenge: challenge, code_challenge_method: 'S256' })), browser);
  const parameters = { client_id: 'web-client', post_logout_redirect_uri: 'http://localhost:3000/' };
  const page = await browser.go(`${server.issuer}/v1/logout?${new URLSearchParams(parameters)}`);
  const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] as string;
  const after = await browser.go(action, { ...hiddenFields(page.text), logout: 'yes' });
  expect(after.url).toBe('http://localhost:3000/');
});

test('discovery, below the issuer', async () => {
  const metadata = await (await fetch(`${server.issuer}/.well-known/openid-configuration`)).json();
  expect(metadata).toMatchObject({
    issuer: server.issuer,
    token_endpoint: server.tokenEndpoint,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });
});

test('a client added while it runs, because its port was not known before', async () => {
  await server.addClient({
    client_id: 'late-client',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://localhost:4711/auth/callback'],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  });
  const { challenge } = createPkce();
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  const late = { client_id: 'late-client', redirect_uri: 'http://localhost:4711/auth/callback' };
  const callback = await codeFrom(authorize(request({ ...pkce, ...late })));
  expect(callback.href).toMatch(/^http:\/\/localhost:4711\/auth\/callback\?code=/);
});
