/** A migrated application that runs, and the authorization server that it signs people in at. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { startAuthorizationServer, type AuthorizationServer } from '../../authorization-server/server.mjs';
import { createBrowser } from '../../authorization-server/test-client.mjs';
import {
  ask,
  build,
  compile,
  freePort,
  migrated,
  start,
  type Answer,
  type Migrated,
  type Running,
} from './application.js';
import { signInAs } from './provider-pages.js';
import type { Sample } from './samples.js';

const samplesFolder = join(dirname(fileURLToPath(import.meta.url)), '../../apps-pkce');

/** Where the application is reached in production, as a second process of it believes. */
export const PUBLIC = 'https://app.example.com';

/** What an application answers to send a browser elsewhere; which of them is the framework's choice. */
export const REDIRECTS = [302, 303, 307];

export interface Rig {
  readonly sample: Sample;
  readonly app: Migrated;
  readonly server: AuthorizationServer;
  readonly origin: string;
  /** What the application has printed. */
  output(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Another process of the application, for this issuer and a public address behind a proxy that ends TLS. */
  startPublic(issuer: string): Promise<Running>;
  /** Goes to the login; ends on the provider's page. */
  openLogin(page: Page): Promise<void>;
  /** The application shows this person that nobody is signed in: its login, or the provider's page. */
  isAtLogin(page: Page): Promise<boolean>;
  /** Signs in with a browser; ends on /orders. */
  signIn(page: Page, user?: string): Promise<void>;
  /** The same by single requests, up to the callback, which is not sent. */
  untilCallback(options?: UntilCallback): Promise<Callback>;
  sessionCookies(person: BrowserContext): ReturnType<BrowserContext['cookies']>;
}

interface UntilCallback {
  user?: string;
  /** Where the application listens. */
  at?: string;
  headers?: Record<string, string>;
  /** As it stands in the address. */
  returnTo?: string;
  /** Changes what the application asks the authorization server for. */
  tamper?(request: URL): void;
}

interface Callback {
  url: URL;
  /** The Cookie header that belongs to it. */
  cookie: string;
}

export function createRig(sample: Sample): Rig {
  let app: Migrated;
  let server: AuthorizationServer;
  let running: Running;
  let origin = '';
  const others: Running[] = [];
  return {
    sample,
    get app() {
      return app;
    },
    get server() {
      return server;
    },
    get origin() {
      return origin;
    },
    output: () => [running, ...others].map((one) => one?.output() ?? '').join(''),
    async start() {
      const port = await freePort();
      origin = `http://localhost:${port}`;
      server = await startAuthorizationServer({
        passwordGrant: false,
        perSecond: Infinity,
        // What is asked for can then be read in the browser's address.
        pushedRequests: false,
        clients: [webApplication(origin)],
      });
      app = await migrated(join(samplesFolder, sample.folder), sample);
      if (sample.compiled) compile(app.folder);
      if (sample.build) build(app.folder, sample.build);
      running = await start(
        app.folder,
        sample.start,
        environment(server.issuer, server.apiUrl, origin),
        port,
      );
    },
    async stop() {
      for (const one of [running, ...others]) await one?.stop();
      await server?.close();
      app?.remove();
    },
    async startPublic(issuer) {
      const port = await freePort();
      const other = await start(app.folder, sample.start, environment(issuer, server.apiUrl, PUBLIC), port);
      others.push(other);
      return other;
    },
    async openLogin(page) {
      await page.goto(`${origin}/login`);
      if (sample.hasLoginPage) await page.click('button[type=submit]');
      await page.waitForURL((url) => url.href.startsWith(server.issuer));
    },
    async isAtLogin(page) {
      const { href, pathname } = new URL(page.url());
      return href.startsWith(server.issuer) || (sample.hasLoginPage === true && pathname === '/login');
    },
    async signIn(page, user = 'alice') {
      await this.openLogin(page);
      await signInAs(user, page);
      await page.waitForURL(`${origin}/orders`);
    },
    async untilCallback({ user = 'alice', at = origin, headers = {}, returnTo = '', tamper } = {}) {
      const login = await ask(`${at}/auth/login?returnTo=${returnTo}`, { headers });
      const request = new URL(login.headers.location ?? 'about:blank');
      tamper?.(request);
      const agent = createBrowser();
      const { url } = await agent.signIn(await agent.go(request.href), user);
      return { url: new URL(url), cookie: cookiesOf(login).join('; ') };
    },
    sessionCookies: async (person) => (await person.cookies(origin)).filter(({ path }) => path === '/'),
  };
}

/** `name=value` of each cookie that an answer sets. */
export function cookiesOf({ headers }: Answer): string[] {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]!);
}

/** The client of the samples, as RFC 7591 has it. */
export function webApplication(...origins: string[]): Record<string, unknown> {
  return {
    client_id: 'web-application',
    client_secret: 'secret-of-web-application',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: origins.map((origin) => `${origin}/auth/callback`),
    post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
    response_types: ['code'],
  };
}

function environment(issuer: string, apiUrl: string, baseUrl: string): Record<string, string> {
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'web-application',
    OIDC_CLIENT_SECRET: 'secret-of-web-application',
    OIDC_SCOPE: 'openid profile offline_access orders.read',
    OIDC_PROMPT: 'consent',
    APP_BASE_URL: baseUrl,
    SESSION_SECRET: 'a session secret that is for tests alone',
    API_URL: apiUrl,
  };
}

/** One request of a session, as a browser makes it: within the application, redirects are followed with the cookies that are set. */
export async function visit({ origin }: Rig, path: string, cookie: string): Promise<Answer> {
  const jar = new Map(cookie.split('; ').map((pair) => [pair.split('=')[0]!, pair]));
  let url = new URL(path, origin);
  for (;;) {
    const answer = await ask(url, { headers: { cookie: [...jar.values()].join('; ') } });
    for (const pair of cookiesOf(answer)) jar.set(pair.split('=')[0]!, pair);
    const next = new URL(answer.headers.location ?? url, url);
    if (!REDIRECTS.includes(answer.status) || next.origin !== origin) return answer;
    url = next;
  }
}
