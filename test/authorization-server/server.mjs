// A local authorization server for tests and the demo: oidc-provider, with the password grant and Okta's limit added.
import { createServer } from 'node:http';
import { createClients } from './clients.mjs';
import { registerLimitedGrants } from './limited-grants.mjs';
import { createOrdersApi } from './orders-api.mjs';
import { createProvider } from './provider.mjs';
import { createRateLimit } from './rate-limit.mjs';
import { countApiCall, countTokenRequest, createStats, resetStats } from './stats.mjs';
import { createStorage } from './storage.mjs';
import { DEFAULT_USERS } from './users.mjs';

/** The path of an Okta custom authorization server, so that addresses look as they do in applications. */
const ISSUER_PATH = '/oauth2/default';

/**
 * @typedef {object} Options
 * @property {number} [port] default 0: any free one
 * @property {number} [perSecond] token requests per second and user (client credentials: per client); default 4, as Okta
 * @property {boolean} [pkceRequired] default true
 * @property {boolean} [pushedRequests] default true; false to see requests that go through the browser whole
 * @property {boolean} [passwordGrant] default true; false to see an application that has left it
 * @property {number} [accessTokenTtl] seconds, default 3600
 * @property {boolean} [rotateRefreshTokens] default true; a used refresh token ends its whole grant either way
 * @property {Record<string, string>} [users] passwords by user name, in place of the default users
 * @property {Record<string, unknown>[]} [clients] further clients, as RFC 7591 client metadata
 * @property {(line: string) => void} [log] told about each token request, without any secret
 * @property {() => number} [now] epoch milliseconds, for the limit alone
 *
 * @typedef {object} AuthorizationServer
 * @property {string} issuer
 * @property {string} tokenEndpoint
 * @property {string} apiUrl of the orders API: `${apiUrl}/orders`, `${apiUrl}/orders/7`, `${apiUrl}/whoami`
 * @property {import('./stats.mjs').Stats} stats live counts
 * @property {Record<string, import('./clients.mjs').KnownClient>} clients by client_id
 * @property {Record<string, string>} users passwords by user name
 * @property {() => void} reset counts and limit windows to zero; tokens stay valid
 * @property {(perSecond: number) => void} setRateLimit Infinity switches it off
 * @property {(seconds: number) => void} setAccessTokenTtl for tokens from here on
 * @property {(status: number | undefined) => void} setFailure answer every token request with this status, or stop doing so
 * @property {(metadata: Record<string, unknown>) => Promise<void>} addClient RFC 7591 client metadata, for redirect URIs
 *   whose port is known late
 * @property {ReadonlySet<string>} secrets every token and code that was given out: none may be found in a log
 * @property {(user: string) => number} liveRefreshTokens how many of a user still work
 * @property {() => void} revokeAll ends every token, as an administrator can
 * @property {() => Promise<void>} close
 */

/**
 * Starts the server on 127.0.0.1.
 * @param {Options} [options]
 * @returns {Promise<AuthorizationServer>}
 */
export async function startAuthorizationServer(options = {}) {
  const settings = {
    accessTokenTtl: options.accessTokenTtl ?? 3600,
    pkceRequired: options.pkceRequired ?? true,
    rotateRefreshTokens: options.rotateRefreshTokens ?? true,
    /** @type {number | undefined} */
    failure: undefined,
  };
  const http = createServer();
  const origin = await listen(http, options.port ?? 0);
  const issuer = `${origin}${ISSUER_PATH}`;
  const passwordGrant = options.passwordGrant ?? true;
  const stats = createStats();
  const rateLimit = createRateLimit({ perSecond: options.perSecond ?? 4, now: options.now });
  const users = { ...(options.users ?? DEFAULT_USERS) };
  const storage = createStorage();
  const { metadata, known } = createClients({ passwordGrant });
  const provider = createProvider({
    issuer,
    adapter: storage.adapter,
    settings: () => settings,
    pushedRequests: options.pushedRequests ?? true,
  });
  // Not through the provider's configuration: it clones clients, and under Jest a clone is no longer a plain object to it.
  const addClient = (/** @type {any} */ client) =>
    storage.adapter('Client').upsert(client.client_id, client, 0);
  for (const client of [...metadata, ...(options.clients ?? [])]) await addClient(client);
  registerLimitedGrants(provider, {
    rateLimit,
    users: new Map(Object.entries(users)),
    passwordGrant,
    failure: () => settings.failure,
  });
  provider.use(countTokenRequests(stats, options.log));
  // A 500 is a fault of this server, never an answer that a test wants: say where it comes from.
  provider.on('server_error', (/** @type {unknown} */ _ctx, /** @type {Error} */ error) =>
    console.error(error),
  );
  serve(
    http,
    provider.callback(),
    createOrdersApi(provider, (call) => countApiCall(stats, call)),
  );

  return {
    issuer,
    tokenEndpoint: `${issuer}/v1/token`,
    apiUrl: `${origin}/api`,
    stats,
    clients: known,
    users,
    reset() {
      resetStats(stats);
      rateLimit.reset();
    },
    setRateLimit: rateLimit.setPerSecond,
    setAccessTokenTtl: (seconds) => void (settings.accessTokenTtl = seconds),
    setFailure: (status) => void (settings.failure = status),
    addClient,
    revokeAll: storage.revokeAll,
    secrets: storage.secrets,
    liveRefreshTokens: storage.liveRefreshTokens,
    close: () => close(http),
  };
}

/** Koa middleware around the provider. @param {import('./stats.mjs').Stats} stats @param {Options['log']} log */
function countTokenRequests(stats, log) {
  return async (/** @type {any} */ ctx, /** @type {() => Promise<void>} */ next) => {
    await next();
    if (ctx.method !== 'POST' || ctx.path !== '/v1/token') return;
    const { params, client } = ctx.oidc ?? {};
    const request = {
      grant: params?.grant_type,
      user: ctx.state.user,
      client: client?.clientId,
      status: ctx.status,
    };
    countTokenRequest(stats, request);
    log?.(
      `${request.grant ?? 'no grant'} ${request.user ?? request.client ?? 'unknown client'} ${request.status}`,
    );
  };
}

/** @param {import('node:http').Server} http @param {number} port @returns {Promise<string>} the origin */
async function listen(http, port) {
  await new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (http.address());
  return `http://127.0.0.1:${address.port}`;
}

/**
 * @param {import('node:http').Server} http
 * @param {import('node:http').RequestListener} provider
 * @param {import('node:http').RequestListener} api
 */
function serve(http, provider, api) {
  http.on('request', (request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/api/')) return api(request, response);
    if (!url.startsWith(`${ISSUER_PATH}/`)) return void response.writeHead(404).end();
    // The provider finds out where it is mounted by comparing the two, as it does below Express.
    Object.assign(request, { originalUrl: url, url: url.slice(ISSUER_PATH.length) });
    return provider(request, response);
  });
}

/** @param {import('node:http').Server} http */
async function close(http) {
  const closed = new Promise((resolve) => http.close(resolve));
  http.closeAllConnections(); // clients keep connections alive; a test must not wait for them
  await closed;
}
