import { emit } from '../events.js';
import { isReplayable } from '../replayable.js';
import type { TokenSet } from '../token-set.js';
import type { Endpoint } from './endpoint.js';
import type { SourceFetch, TokenSourceOptions } from './options.js';

/** What an authorized request works with. */
export interface AuthorizedFetchContext {
  source: {
    getToken(options: { signal: AbortSignal | undefined }): Promise<TokenSet>;
    invalidate(accessToken: string): void;
  };
  open: () => Promise<Endpoint>;
  options: TokenSourceOptions;
}

/**
 * Sends an API request with the source's token. A 401 means that the API has stopped accepting it: the token is given up, if it
 * is still the one in use, and the request is sent once more, if its body can be sent twice.
 */
export async function authorizedFetch(
  context: AuthorizedFetchContext,
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const { source, options } = context;
  const signal = init.signal ?? undefined;
  const token = await source.getToken({ signal });
  const response = await send(context, token, input, init);
  if (response.status !== 401) return response;
  source.invalidate(token.accessToken);
  if (!isReplayable(init.body ?? (input instanceof Request ? input.body : null))) return response;
  const next = await source.getToken({ signal });
  if (next.accessToken === token.accessToken) return response;
  await response.body?.cancel();
  emit(options.onEvent, { type: 'retry401', origin: new URL(addressOf(input)).origin });
  return send(context, next, input, init);
}

async function send(
  { open, options }: AuthorizedFetchContext,
  token: TokenSet,
  input: string | URL | Request,
  init: RequestInit,
): Promise<Response> {
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
  const { fetch = globalThis.fetch as SourceFetch, dpop: binding } = options;
  const { config, dpop } = binding ? await open() : {};
  if (token.tokenType === 'DPoP' && binding && config && dpop) {
    const method = init.method ?? (input instanceof Request ? input.method : 'GET');
    const body = init.body ?? (input instanceof Request ? input.body : undefined);
    const url = new URL(addressOf(input));
    return binding.fetch(config, dpop, { accessToken: token.accessToken, url, method, body, headers });
  }
  headers.set('authorization', `${token.tokenType} ${token.accessToken}`);
  return fetch(input, { ...init, headers });
}

function addressOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : String(input);
}
