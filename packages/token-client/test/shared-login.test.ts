// Several processes that share a store make one login.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import KeyvRedis, { createClient } from '@keyv/redis';
import Keyv from 'keyv';
import { createTokenSource, redisLock } from '../src/index.js';
import {
  credentialsOf,
  serviceClient,
  startAuthorizationServer,
  type AuthorizationServer,
} from './support/authorization-server.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const PROCESS = fileURLToPath(new URL('support/shared-login-process.mjs', import.meta.url));
let server: AuthorizationServer;
beforeAll(async () => (server = await startAuthorizationServer()));
afterAll(() => server.close());
beforeEach(() => server.reset());

test('six processes of twenty calls, a file store and a file lock: one login', async () => {
  const directory = temporaryDirectory();
  try {
    const { username, password } = credentialsOf(server, 'svc-orders')();
    const argument = JSON.stringify({ issuer: server.issuer, directory: directory.path, username, password });
    const runs = Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [PROCESS, argument]));
    const tokens = (await Promise.all(runs)).flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(new Set(tokens).size).toBe(1);
    expect(server.stats.byGrant).toEqual({ password: 1 });
  } finally {
    directory.remove();
  }
});

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const withRedis = hasRedis ? describe : describe.skip;

// Runs where a redis-server is installed; nothing else of the package depends on it.
withRedis('Redis, as a Keyv store with a lock', () => {
  const port = 20_000 + (process.pid % 20_000);
  const url = `redis://127.0.0.1:${port}`;
  let redis: ChildProcess;
  const open: { disconnect(): Promise<unknown> }[] = [];

  beforeAll(async () => {
    redis = spawn('redis-server', [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ]);
    await new Promise<void>((resolve, reject) => {
      redis.stdout!.on('data', (text: Buffer) => /Ready to accept/.test(`${text}`) && resolve());
      redis.once('exit', () => reject(new Error('redis-server did not start')));
    });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.disconnect()));
  });
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        redis.removeAllListeners('exit').once('exit', () => resolve());
        redis.kill();
      }),
  );

  async function instance() {
    const client = createClient({ url });
    await client.connect();
    const store = new Keyv(new KeyvRedis(url));
    open.push({ disconnect: async () => client.destroy() }, store);
    return createTokenSource({
      ...serviceClient(server),
      grant: 'password',
      scope: 'openid offline_access',
      subject: 'svc-billing',
      credentials: credentialsOf(server, 'svc-billing'),
      store,
      lock: redisLock((args) => client.sendCommand(args)),
    });
  }

  test('six instances make one login; a forced renewal of one is taken up by the others', async () => {
    const sources = await Promise.all(Array.from({ length: 6 }, instance));
    const tokens = await Promise.all(sources.map((source) => source.getAccessToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(server.stats.byGrant).toEqual({ password: 1 });

    // An API refuses the token everywhere at once: one of them refreshes, the others read the store.
    for (const source of sources) source.invalidate(tokens[0]);
    const renewed = await Promise.all(sources.map((source) => source.getAccessToken()));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(tokens[0]);
    expect(server.stats.byGrant).toEqual({ password: 1, refresh_token: 1 });
  });

  test('the lock of a holder that died is free after its lease', async () => {
    const client = createClient({ url });
    await client.connect();
    open.push({ disconnect: async () => client.destroy() });
    const send = (args: string[]) => client.sendCommand(args);
    void redisLock(send, { lease: 200 }).withLock('k', () => new Promise(() => {}));
    expect(await redisLock(send).withLock('k', async () => 'mine')).toBe('mine');
  });
});
