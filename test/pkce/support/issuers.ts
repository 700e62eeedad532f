/** Issuers that are down, that are no issuers, and that have no PKCE: one port, where one after the other lives. */
import { createServer, type Server } from 'node:http';
import { expect } from '@jest/globals';
import { startAuthorizationServer } from '../../authorization-server/server.mjs';
import { ask, freePort, type Running } from './application.js';
import { PUBLIC, webApplication, type Rig } from './rig.js';

const PATH = '/oauth2/default';

/** The application starts while its issuer is down, says so at the login, and needs no restart when there is one. */
export async function throughIssuers(rig: Rig): Promise<void> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}${PATH}`;
  const running = await rig.startPublic(issuer);
  expect((await ask(`${running.origin}/`)).status).toBe(200);
  await expectUnavailable(running, 'gives no OpenID configuration');

  const noDiscovery = await serveMetadata(port, 404, {});
  await expectUnavailable(running, 'gives no OpenID configuration');
  await closeServer(noDiscovery);

  const noPkce = await serveMetadata(port, 200, {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    code_challenge_methods_supported: ['plain'],
  });
  await expectUnavailable(running, 'offers no PKCE with S256');
  await closeServer(noPkce);

  const server = await startAuthorizationServer({
    port,
    passwordGrant: false,
    clients: [webApplication(PUBLIC)],
  });
  try {
    await expectPushedAndSecure(rig, running);
  } finally {
    await server.close();
  }
}

async function expectUnavailable(running: Running, logged: string): Promise<void> {
  const answer = await ask(`${running.origin}/auth/login`);
  expect(answer.status).toBe(503);
  expect(answer.body).toContain('cannot be reached at the moment');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(running.output()).toContain(logged);
}

/** 12: what is asked for does not pass through the browser. 11: every cookie is Secure where the browser uses TLS. */
async function expectPushedAndSecure(rig: Rig, running: Running): Promise<void> {
  const headers = { 'x-forwarded-proto': 'https' };
  const login = await ask(`${running.origin}/auth/login`, { headers });
  const asked = new URL(login.headers.location!).searchParams;
  expect([...asked.keys()].sort()).toEqual(['client_id', 'request_uri']);
  expect(login.headers['set-cookie']![0]).toMatch(/^__Secure-sign-in-.*; HttpOnly; SameSite=Lax; Secure$/);

  const { url, cookie } = await rig.untilCallback({ at: running.origin, headers });
  expect(url.origin).toBe(PUBLIC);
  const callback = new URL(url.pathname + url.search, running.origin);
  const done = await ask(callback, { headers: { ...headers, cookie } });
  const session = done.headers['set-cookie']!.find((one) => !one.startsWith('__Secure-sign-in-'))!;
  for (const flag of [/; Secure/i, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\/(;|$)/i])
    expect(session).toMatch(flag);
  expect(session).not.toMatch(/; Domain=/i);
}

/** Answers every request with this, on 127.0.0.1. */
export function serveMetadata(port: number, status: number, body: object): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
