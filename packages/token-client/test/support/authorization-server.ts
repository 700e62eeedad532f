// A real authorization server (oidc-provider) on loopback, with the password grant and Okta's limit in front of it: four token
// requests in any second for one user, refreshes counted, 429 with X-Rate-Limit-* and no Retry-After.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type KoaContextWithOIDC } from 'oidc-provider';

export interface AuthorizationServer {
  issuer: string;
  tokenEndpoint: string;
  /** What arrived, oldest first. */
  requests: { grant: string; status: number; at: number }[];
  count(grant: string, status?: number): number;
  /** Stops listening and forgets every token, then listens on the same port again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface ServerOptions {
  accessTokenTtl?: number;
  perSecond?: number;
  rotate?: boolean;
  clients?: object[];
}

const USERS: Record<string, string> = { 'svc@example.com': 'correct horse', 'ann@example.com': 'battery' };

export async function startServer(options: ServerOptions = {}): Promise<AuthorizationServer> {
  const { perSecond = 4 } = options;
  const requests: AuthorizationServer['requests'] = [];
  const userOfRefreshToken = new Map<string, string>();
  let windows = new Map<string, number[]>();
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};

  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || !request.url?.startsWith('/token')) return handle(request, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const form = new URLSearchParams(body);
    const grant = form.get('grant_type') ?? '';
    const user = form.get('username') ?? userOfRefreshToken.get(form.get('refresh_token') ?? '');
    const now = Date.now();
    const entry = { grant, status: 0, at: now };
    requests.push(entry);
    if (user) {
      const recent = (windows.get(user) ?? []).filter((time) => time > now - 1000);
      windows.set(user, recent);
      if (recent.length >= perSecond) {
        entry.status = 429;
        response.writeHead(429, {
          'content-type': 'application/json',
          'x-rate-limit-limit': String(perSecond),
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': String(Math.ceil(now / 1000) + 1),
        });
        return void response.end(
          JSON.stringify({
            errorCode: 'E0000047',
            errorSummary: 'API call exceeded rate limit due to too many requests.',
          }),
        );
      }
      recent.push(now);
    }
    const end = response.end.bind(response) as (chunk?: unknown) => ServerResponse;
    response.end = ((chunk?: unknown) => {
      entry.status = response.statusCode;
      const text = chunk === undefined ? '' : String(chunk);
      const issued = /"refresh_token":"([^"]+)"/.exec(text)?.[1];
      if (issued && user) userOfRefreshToken.set(issued, user);
      return end(chunk);
    }) as typeof response.end;
    (request as IncomingMessage & { body?: string }).body = body;
    handle(request, response);
  });

  let port = 0;
  const listen = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    handle = createProvider(`http://127.0.0.1:${port}`, options).callback();
    windows = new Map();
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await listen();
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    tokenEndpoint: `${issuer}/token`,
    requests,
    count: (grant, status) =>
      requests.filter((entry) => entry.grant === grant && (status === undefined || entry.status === status))
        .length,
    async restart() {
      await stop();
      await listen();
    },
    close: stop,
  };
}

function createProvider(
  issuer: string,
  { accessTokenTtl = 3600, rotate = true, clients = [] }: ServerOptions,
): Provider {
  // oidc-provider speaks about development settings on the console.
  const { info, warn } = console;
  console.info = console.warn = () => {};
  try {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'svc',
          client_secret: 'svc-secret',
          grant_types: ['client_credentials', 'password', 'refresh_token'],
          redirect_uris: [],
          response_types: [],
        },
        {
          client_id: 'svc-post',
          client_secret: 'svc-post-secret',
          token_endpoint_auth_method: 'client_secret_post',
          grant_types: ['client_credentials', 'password', 'refresh_token'],
          redirect_uris: [],
          response_types: [],
        },
        ...clients,
      ] as never,
      scopes: ['openid', 'offline_access', 'orders.read', 'orders.write'],
      ttl: {
        AccessToken: accessTokenTtl,
        ClientCredentials: accessTokenTtl,
        RefreshToken: 86_400,
        Grant: 86_400,
      },
      rotateRefreshToken: rotate,
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1), requireNonce: () => true },
        revocation: { enabled: true },
        introspection: { enabled: true },
      },
    } as never);
    provider.registerGrantType('password', (ctx: KoaContextWithOIDC) => passwordGrant(provider, ctx), [
      'username',
      'password',
      'scope',
    ]);
    return provider;
  } finally {
    Object.assign(console, { info, warn });
  }
}

async function passwordGrant(provider: Provider, ctx: KoaContextWithOIDC) {
  const { username, password, scope } = ctx.oidc.params as Record<string, string>;
  const client = ctx.oidc.client;
  if (!client || !username || USERS[username] !== password) {
    ctx.status = 400;
    ctx.body = { error: 'invalid_grant', error_description: 'The credentials provided were invalid.' };
    return;
  }
  const grant = new provider.Grant({ accountId: username, clientId: client.clientId });
  grant.addOIDCScope(scope ?? 'openid');
  const grantId = await grant.save();
  const shared = {
    accountId: username,
    client,
    grantId,
    gty: 'password',
    scope: scope ?? 'openid',
  };
  const accessToken = new provider.AccessToken(shared as never);
  const issued = await accessToken.save();
  const refreshToken = new provider.RefreshToken({ ...shared, rotations: 0 } as never);
  ctx.body = {
    access_token: issued,
    expires_in: accessToken.expiration,
    token_type: 'Bearer',
    scope: scope ?? 'openid',
    ...(scope?.includes('offline_access') && { refresh_token: await refreshToken.save() }),
  };
}
