import { TokenConfigurationError } from '../errors.js';
import { publicAddress } from '../redact.js';
import {
  parseObject,
  readAll,
  type ReadResponse,
  type TokenAnswer,
  type TokenMembers,
} from '../request/answer.js';
import { conformingResponse, readMembers } from '../request/conforming-response.js';
import { tokenRequestFailure } from '../request/failure.js';
import { openid } from '../request/openid.js';
import { basicCredentials, bodyOf, grantEntries, requestEntries, type Entry } from './parameters.js';
import type { TokenRequest } from './token-request.js';

/** A `fetch`; the application's own, looked up at the moment of the request, so that its mocks and wrappers work. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** How a keyed request is sent. */
export interface WireOptions {
  /** Instead of the request's grant: a refresh of what it brought. */
  refreshToken?: string | undefined;
  /** The caller wants the response whole, whatever it holds. */
  whole: boolean;
  fetch: Fetch;
  timeout: number;
}

/** The token endpoint of a request. */
export function endpointOf({ tokenEndpoint }: TokenRequest): URL {
  if (!tokenEndpoint)
    throw new TokenConfigurationError('`tokenEndpoint` is not set: give the address of the token endpoint.');
  if (typeof tokenEndpoint === 'object') return tokenEndpoint;
  try {
    return new URL(tokenEndpoint);
  } catch {
    // The text is not repeated: a mistaken variable may hold a secret.
    throw new TokenConfigurationError(
      '`tokenEndpoint` is no absolute URL: check the variable that it is read from.',
    );
  }
}

/**
 * Sends one token request as the hand-written one sent it, and lets openid-client judge the answer.
 *
 * The application accepted answers that a strict client refuses (201, no `token_type`, an ID token of another issuer), so what
 * openid-client sees is put in order first; what the caller sees is the endpoint's own text.
 */
export async function sendKeyed(
  request: TokenRequest,
  options: WireOptions,
): Promise<Omit<TokenAnswer, 'sentAt'>> {
  const url = endpointOf(request);
  const grant = options.refreshToken
    ? ([
        ['grant_type', 'refresh_token'],
        ['refresh_token', options.refreshToken],
      ] satisfies Entry[])
    : grantEntries(request.grant);
  const entries = [...grant, ...requestEntries(request, options.refreshToken !== undefined)];
  let read: ReadResponse | undefined;

  const client = await openid();
  const config = new client.Configuration(
    { issuer: url.origin, token_endpoint: url.href },
    request.clientId || 'unnamed',
    undefined,
    () => {},
  );
  client.allowInsecureRequests(config);
  // Whole seconds would lose short timeouts; openid-client multiplies by 1000.
  config.timeout = options.timeout / 1000;
  config[client.customFetch] = async (_, init) => {
    const wire = wireRequest(url, entries, request, init.headers);
    read = await readAll(await options.fetch(wire.url, { ...init, ...wire.init } as RequestInit));
    return conformingResponse(read);
  };

  try {
    const members: TokenMembers = await client.genericGrantRequest(config, String(grant[0]?.[1]), {});
    return { members, body: read?.text };
  } catch (thrown) {
    const unusual = options.whole && read && read.status < 300 ? parseObject(read.text) : undefined;
    // No access token in it, but the caller may know what to do with it: handed over once, not reused.
    if (unusual) return { members: { ...readMembers(unusual), expires_in: 0 }, body: read?.text };
    const context = { tokenEndpoint: publicAddress(url), secrets: secretsOf(request, options), read };
    throw await tokenRequestFailure(thrown, context);
  }
}

function wireRequest(
  url: URL,
  entries: readonly Entry[],
  request: TokenRequest,
  preset: Record<string, string>,
) {
  const headers = new Headers(preset);
  const target = new URL(url);
  // `https://id:secret@host/token`: HTTP clients send that as Basic, fetch refuses it.
  const inAddress = [decodeURIComponent(target.username), decodeURIComponent(target.password)] as const;
  target.username = target.password = '';
  const basic =
    inAddress[0] || inAddress[1] ? basicCredentials(inAddress[0], inAddress[1]) : basicOf(request);
  if (basic) headers.set('authorization', basic);

  const { body, contentType, search } = bodyOf(entries, request.bodyFormat ?? 'form');
  if (search) target.search = target.search ? `${target.search}&${search}` : search;
  if (contentType) headers.set('content-type', contentType);
  else headers.delete('content-type');
  for (const [name, value] of Object.entries(request.headers ?? {}))
    if (value != null) headers.set(name, value);
  return { url: target.href, init: { body, headers: Object.fromEntries(headers.entries()) } };
}

function basicOf({ clientId, clientSecret, clientAuthentication }: TokenRequest): string | undefined {
  const method = clientAuthentication ?? (clientSecret == null ? 'none' : 'client_secret_basic');
  return method === 'client_secret_basic' ? basicCredentials(clientId ?? '', clientSecret ?? '') : undefined;
}

function secretsOf(request: TokenRequest, { refreshToken }: WireOptions): (string | null | undefined)[] {
  const { grant, clientSecret, headers, tokenEndpoint } = request;
  const own =
    grant.type === 'password'
      ? [grant.password]
      : grant.type === 'refresh_token'
        ? [grant.refreshToken]
        : grant.type === 'client_credentials'
          ? []
          : Object.values(grant.parameters);
  const further = Object.entries(request.parameters ?? {}).map(([name, value]) =>
    /secret|password|token|assertion|key/i.test(name) ? value : undefined,
  );
  const inHeaders = Object.entries(headers ?? {}).map(([name, value]) =>
    /authorization|key|secret|token|cookie/i.test(name) ? value : undefined,
  );
  const address = /\/\/[^/]*?:([^@/]+)@/.exec(String(tokenEndpoint))?.[1];
  return [clientSecret, refreshToken, address, ...own, ...further, ...inHeaders].map((value) =>
    typeof value === 'string' ? value : undefined,
  );
}
