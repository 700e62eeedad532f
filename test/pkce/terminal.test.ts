// Programs in a terminal: they asked for a password, were migrated by the built command, and now sign people in through a
// browser (RFC 8252) or with a device code (RFC 8628), against an authorization server that has no password grant any more.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startAuthorizationServer, type AuthorizationServer } from '../authorization-server/server.mjs';
import { createBrowser, hiddenFields, post } from '../authorization-server/test-client.mjs';
import { compile, freePort, migrated, type Migrated } from './support/application.js';
import { closeServer, serveMetadata } from './support/issuers.js';

const apps = join(dirname(fileURLToPath(import.meta.url)), '../apps-pkce');
/** Milliseconds; far above what it takes. */
const PATIENCE = 120_000;

interface Sample {
  name: string;
  folder: string;
  program: string;
  /** The name of its folder for tokens. */
  store: string;
  logout: string;
  isCompiled?: boolean;
}

const samples: Sample[] = [
  {
    name: 'CommonJS, readline',
    folder: 'terminal-cjs',
    program: 'orders.js',
    store: 'orders-cli',
    logout: "require('./auth/logout').logout()",
  },
  {
    name: 'TypeScript, ES modules, @inquirer/prompts',
    folder: 'terminal-ts',
    program: 'dist/orders.js',
    store: 'acme-orders',
    logout: "import('./dist/auth/logout.js').then(({ logout }) => logout())",
    isCompiled: true,
  },
];

describe.each(samples)('$name', (sample) => {
  let server: AuthorizationServer;
  let app: Migrated;
  let home: string;

  beforeAll(async () => {
    server = await startAuthorizationServer({ passwordGrant: false, perSecond: Infinity });
    app = await migrated(join(apps, sample.folder));
    if (sample.isCompiled) compile(app.folder);
  }, PATIENCE);
  afterAll(async () => {
    app.remove();
    await server.close();
  });
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'grant-migrate-home-'));
    server.reset();
    return () => rmSync(home, { recursive: true, force: true });
  });

  test('nobody is asked for a password any more, and the certificate is clean', () => {
    expect(app.report.sites.map(({ status, reason }) => [status, reason])).toEqual([['migrated', null]]);
    expect(app.report.verification).toMatchObject({
      parses: true,
      idempotent: true,
      silent: true,
      rolledBack: [],
    });
    const source = readFileSync(
      join(app.folder, sample.isCompiled ? 'src/session.ts' : sample.program),
      'utf8',
    );
    expect(source).not.toMatch(/password/i);
    expect(app.report.created.map(({ file }) => file)).toContain('AUTH-MIGRATION.md');
  });

  test('14. the browser brings the answer once, to 127.0.0.1; the second run signs nobody in', async () => {
    const run = start([sample.program]);
    const address = await run.address();
    const callback = await signIn(address);
    expect(callback.hostname).toBe('127.0.0.1');
    const page = await fetch(callback);
    expect(await page.text()).toContain('You are signed in');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await run.end()).toEqual({ status: 0, stdout: 'orders: 25\n' });
    await expect(fetch(callback)).rejects.toThrow();
    expect(await start([sample.program]).end()).toEqual({ status: 0, stdout: 'orders: 25\n' });
    expect(server.stats.byGrant).toEqual({ authorization_code: 1 });
    if (process.platform !== 'win32') expect(statSync(storePath()).mode & 0o777).toBe(0o600);
    expect(run.output()).not.toContain(stored().accessToken);
  });

  test('1. a forged answer and a replayed one are refused; the right one still counts', async () => {
    const run = start([sample.program]);
    const callback = await signIn(await run.address());
    const forged = new URL(callback);
    forged.searchParams.set('state', 'forged');
    expect((await fetch(forged)).status).toBe(400);
    expect((await fetch(new URL('/', callback))).status).toBe(404);
    // Whichever comes first is the answer; the other is refused, or meets nobody any more.
    const ask = () =>
      fetch(callback)
        .then(({ status }) => status)
        .catch(() => 400);
    expect((await Promise.all([ask(), ask()])).sort()).toEqual([200, 400]);
    expect((await run.end()).status).toBe(0);
    expect(server.stats.byGrant).toEqual({ authorization_code: 1 });
  });

  test('7. an answer of another issuer, or of none where the server always names it, is refused', async () => {
    for (const issuer of ['https://evil.example', null]) {
      const run = start([sample.program]);
      const callback = await signIn(await run.address());
      if (issuer === null) callback.searchParams.delete('iss');
      else callback.searchParams.set('iss', issuer);
      expect(await (await fetch(callback)).text()).toContain('The sign-in failed');
      expect((await run.end()).status).toBe(1);
      expect(existsSync(storePath())).toBe(false);
    }
    expect(server.stats.tokenRequests).toBe(0);
  });

  test('12. what is asked for is pushed where the server takes that', async () => {
    const run = start([sample.program]);
    const { searchParams } = new URL(await run.address());
    expect([...searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    await run.stop();
  });

  test('1. state and nonce, 2. S256, 4. a literal address: in each request, new each time', async () => {
    const plain = await startAuthorizationServer({ passwordGrant: false, pushedRequests: false });
    const asked = async () => {
      const run = start([sample.program], { OIDC_ISSUER: plain.issuer });
      const { searchParams } = new URL(await run.address());
      await run.stop();
      return searchParams;
    };
    const [first, second] = await Promise.all([asked(), asked()]);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(name)?.length).toBeGreaterThanOrEqual(43);
      expect(first.get(name)).not.toBe(second.get(name));
    }
    expect(first.get('code_challenge_method')).toBe('S256');
    expect(first.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    await plain.close();
  });

  test('an issuer that is down, has no configuration or no PKCE: a sentence, and no browser', async () => {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const said = async (status: number, metadata: object | null): Promise<string> => {
      const answering = metadata && (await serveMetadata(port, status, metadata));
      const run = start([sample.program], { OIDC_ISSUER: issuer });
      expect((await run.end()).status).toBe(1);
      expect(run.output()).not.toContain('Sign in with your browser');
      if (answering) await closeServer(answering);
      return run.output();
    };
    expect(await said(0, null)).toContain('gives no OpenID configuration');
    expect(await said(404, {})).toContain('gives no OpenID configuration');
    const plain = { issuer, code_challenge_methods_supported: ['plain'] };
    expect(await said(200, plain)).toContain('offers no PKCE with S256');
  });

  test('a sign-in that the person cancels ends the program with a sentence', async () => {
    const run = start([sample.program]);
    const request = new URL(await run.address());
    const callback = new URL(await redirectUriOf(request));
    expect((await fetch(callback)).status).toBe(200);
    expect((await run.end()).status).toBe(1);
    expect(run.output()).toContain('The sign-in was cancelled.');
  });

  test('9. a token that has ended is renewed, by two runs at a time too', async () => {
    const run = start([sample.program]);
    await fetch(await signIn(await run.address()));
    await run.end();
    writeFileSync(storePath(), JSON.stringify({ ...stored(), refreshAt: 0, expiresAt: 0 }));
    const before = stored().refreshToken;
    const runs = [start([sample.program]), start([sample.program])];
    for (const one of runs) expect(await one.end()).toEqual({ status: 0, stdout: 'orders: 25\n' });
    expect(server.stats.byGrant).toEqual({ authorization_code: 1, refresh_token: 1 });
    expect(stored().refreshToken).not.toBe(before);
  });

  test('8. logging out revokes the refresh token and leaves no token behind', async () => {
    const run = start([sample.program]);
    await fetch(await signIn(await run.address()));
    await run.end();
    const { refreshToken } = stored();
    expect((await start(['-e', sample.logout]).end()).status).toBe(0);
    expect(existsSync(storePath())).toBe(false);
    const refresh = { grant_type: 'refresh_token', client_id: 'public-client', refresh_token: refreshToken };
    expect((await post(server.tokenEndpoint, refresh)).body.error).toBe('invalid_grant');
  });

  // One sample: the server lets five seconds pass between two questions.
  if (!sample.isCompiled)
    test('with --device, the person signs in on another device', async () => {
      const run = start([sample.program, '--device']);
      const [, address, code] = await run.printed(/Go to (\S+) on any device and enter the code (\S+)/);
      const browser = createBrowser();
      const page = await browser.go(address!);
      const confirm = await browser.go(page.url, { ...hiddenFields(page.text), user_code: code! });
      const login = await browser.go(confirm.url, { ...hiddenFields(confirm.text), confirm: 'yes' });
      await browser.signIn(login, 'alice');
      expect(await run.end()).toEqual({ status: 0, stdout: 'orders: 25\n' });
    });

  function start(args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, args, {
      cwd: app.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        XDG_CONFIG_HOME: home,
        APPDATA: home,
        // Nothing opens: the test is the browser.
        BROWSER: 'true',
        OIDC_ISSUER: server.issuer,
        OIDC_PROMPT: 'consent',
        ORDERS_URL: `${server.apiUrl}/orders`,
        ...env,
      },
    });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let isOver = false;
    void ended.then(() => (isOver = true));
    const printed = async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = pattern.exec(output);
        if (found) return found;
        if (isOver) throw new Error(`It ended and printed:\n${output}`);
        await new Promise((done) => setTimeout(done, 20));
      }
    };
    return {
      printed,
      address: async () => (await printed(/^(http\S+authorize\S+)$/m))[1]!,
      output: () => output,
      end: async () => ({ status: await ended, stdout }),
      stop: async () => {
        child.kill();
        await ended;
      },
    };
  }

  const storePath = () => join(home, sample.store, 'tokens.json');
  const stored = () =>
    JSON.parse(readFileSync(storePath(), 'utf8')) as { accessToken: string; refreshToken: string };
});

/** What the person's browser does; the address that it is sent to in the end. */
async function signIn(address: string): Promise<URL> {
  const browser = createBrowser();
  const { url } = await browser.signIn(await browser.go(address), 'alice');
  return new URL(url);
}

/** Where the provider leads somebody who presses Cancel. */
async function redirectUriOf(address: URL): Promise<string> {
  const browser = createBrowser();
  const page = await browser.go(address.href);
  const [, abort] = /href="([^"]+\/abort)"/.exec(page.text) ?? [];
  return (await browser.go(new URL(abort!, page.url).href)).url;
}
