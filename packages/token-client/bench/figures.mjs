// The figures of the token client, measured against a real authorization server on this machine: node bench/figures.mjs [--quick]
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clearTokenCache, createTokenSource, getAccessToken } from '@grant-migrate/token-client';
import { startAuthorizationServer } from '../../../test/authorization-server/server.mjs';
import { hitsPerSecond } from './hits.mjs';
import { bundleSize } from './size.mjs';

const quick = process.argv.includes('--quick');
const server = await startAuthorizationServer();
const client = { issuer: server.issuer, clientId: 'order-sync', clientSecret: 'secret-of-order-sync' };
const [username, password] = ['svc-orders', server.users['svc-orders']];
const person = {
  ...client,
  grant: 'password',
  scope: 'openid offline_access',
  credentials: () => ({ username, password }),
};
const print = (name, value) => console.log(`${name}: ${value}`);

/** 10,000 concurrent and 100,000 sequential calls. */
async function oneRequest() {
  server.reset();
  const { issuer: _, ...keyed } = client;
  const call = () =>
    getAccessToken({
      ...keyed,
      tokenEndpoint: server.tokenEndpoint,
      grant: { type: 'password', username, password },
      scope: 'openid',
    });
  const source = createTokenSource({ ...client, grant: 'client_credentials' });
  for (const [name, ask] of Object.entries({ 'keyed call': call, source: () => source.getAccessToken() })) {
    server.reset();
    await Promise.all(Array.from({ length: 10_000 }, ask));
    for (let index = 0; index < 100_000; index++) await ask();
    print(
      `10,000 concurrent and 100,000 sequential calls, ${name}`,
      `${server.stats.tokenRequests} token request(s)`,
    );
  }
  clearTokenCache();
}

/** Six processes of twenty calls that share a file store and a file lock. */
async function sixProcesses() {
  server.reset();
  const directory = await mkdtemp(join(tmpdir(), 'token-client-'));
  const script = fileURLToPath(new URL('../test/support/shared-login-process.mjs', import.meta.url));
  const argument = JSON.stringify({ issuer: server.issuer, directory, username, password });
  const run = () => promisify(execFile)(process.execPath, ['--no-deprecation', script, argument]);
  await Promise.all(Array.from({ length: 6 }, run));
  await rm(directory, { recursive: true });
  print('6 processes of 20 calls', JSON.stringify(server.stats.byGrant));
}

/** Twelve sources for one user, all from a cold start, against Okta's limit. */
async function twelveSources() {
  const refused = [];
  for (let run = 0; run < (quick ? 2 : 10); run++) {
    server.reset();
    const sources = Array.from({ length: 12 }, () => createTokenSource(person));
    await Promise.all(sources.map((source) => source.getToken()));
    refused.push(server.stats.s429);
  }
  print('12 sources for one user, answers 429 in each run', refused.join(' '));
}

/** A lifetime of two seconds under load. */
async function shortLifetime() {
  server.reset();
  server.setAccessTokenTtl(2);
  const source = createTokenSource(person);
  const end = performance.now() + (quick ? 6000 : 60_000);
  let calls = 0;
  while (performance.now() < end) {
    await Promise.all(Array.from({ length: 50 }, () => source.getAccessToken()));
    calls += 50;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  server.setAccessTokenTtl(3600);
  const due = quick ? 6 : 60;
  print(
    `lifetime 2 s, ${calls} calls in ${quick ? 6 : 60} s`,
    `${JSON.stringify(server.stats.byGrant)}, 429: ${server.stats.s429}; a refresh is due each second, at half the lifetime: at most 1 + ${due}`,
  );
}

try {
  await oneRequest();
  await sixProcesses();
  for (const [name, rate] of Object.entries(await hitsPerSecond(quick ? { rounds: 2, calls: 50_000 } : {})))
    print(`hits a second, ${name}`, rate.toLocaleString('en'));
  for (const name of ['createTokenSource', 'getAccessToken'])
    print(
      `${name} with openid-client, gzipped`,
      `${bundleSize(`export { ${name} } from './index.js'`).gzipped} bytes`,
    );
  await twelveSources();
  await shortLifetime();
} finally {
  await server.close();
}
