import { createTokenCell } from '../cache/cell.js';
import { holdStored, type HeldToken } from '../cache/held-token.js';
import type { Renewal, SendOptions } from '../cache/renewal.js';
import { sharedTokens } from '../cache/shared-tokens.js';
import { systemClock, type Clock } from '../clock.js';
import { warnPasswordGrant } from '../deprecation.js';
import { TokenConfigurationError } from '../errors.js';
import { emit } from '../events.js';
import type { Lanes } from '../limit/lane.js';
import { processLanes } from '../limit/process-lanes.js';
import { spacing } from '../limit/rate-limit.js';
import { requestInLane } from '../request/attempts.js';
import type { TokenAnswer } from '../request/answer.js';
import { openid } from '../request/openid.js';
import { tokenRequestFailure } from '../request/failure.js';
import { guarded, type TokenSet } from '../token-set.js';
import { authorizedFetch } from './authorized-fetch.js';
import { openEndpoint, type Endpoint } from './endpoint.js';
import type { SourceFetch, TokenSourceOptions } from './options.js';
import { tokenKey } from './token-key.js';

/** How one caller asks. */
export interface GetTokenOptions {
  /** Ends this caller's wait; others go on. */
  signal?: AbortSignal | undefined;
  /** A new token though a valid one is at hand. */
  forceRefresh?: boolean | undefined;
}

/** A source of tokens for one client, grant, scope and subject. */
export interface TokenSource {
  /**
   * A valid token: the one at hand, or a new one. However many callers wait, one token request is on its way.
   * @throws TokenRequestError, RateLimitedError, TokenConfigurationError
   */
  getToken(options?: GetTokenOptions): Promise<TokenSet>;
  /** The access token alone. */
  getAccessToken(options?: GetTokenOptions): Promise<string>;
  /** The value of an `Authorization` header: `Bearer …` or `DPoP …`. A DPoP token also needs a proof, which `fetch` makes. */
  authorizationHeader(options?: GetTokenOptions): Promise<string>;
  /** `fetch` with the token attached; on 401 the token is renewed and the request sent once more, where its body allows it. */
  fetch: SourceFetch;
  /** Stops handing out a token that an API refused; without an argument the one at hand. */
  invalidate(accessToken?: string): void;
  /** Revokes the grant at the provider (RFC 7009) and forgets it. */
  revoke(): Promise<void>;
  /** Forgets the tokens, in the store too. */
  clear(): Promise<void>;
  /** Ends waits that are on their way; the source can be used again. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a source works with; tests hand in their own. */
export interface SourceEnvironment {
  clock: Clock;
  lanes: Lanes;
  random: () => number;
}

/**
 * Makes a source of tokens. Nothing is sent before the first token is asked for.
 *
 * @example
 * const source = createTokenSource({
 *   issuer: 'https://example.okta.com/oauth2/default',
 *   clientId, clientSecret,
 *   grant: 'client_credentials',
 *   scope: 'orders.read',
 * });
 * const response = await source.fetch('https://api.example.com/orders');
 * @throws TokenConfigurationError when options contradict each other
 */
export function createTokenSource(
  options: TokenSourceOptions,
  { clock, lanes, random }: SourceEnvironment = {
    clock: systemClock,
    lanes: processLanes(),
    random: Math.random,
  },
): TokenSource {
  check(options);
  const { grant, onEvent, subject } = options;
  const laneOf = lanesOf(options);
  let endpoint: Promise<Endpoint> | undefined;
  // A discovery that failed is tried again on the next call.
  const open = () =>
    (endpoint ??= openEndpoint(options).catch((error: unknown) => {
      endpoint = undefined;
      throw error;
    }));

  const shared = sharedTokens({
    store: options.store,
    lock: options.lock,
    clock,
    random,
    expiry: options,
    key: async () => {
      const { config, dpop } = await open();
      const { issuer, token_endpoint: address } = config.serverMetadata();
      const { client_id: clientId } = config.clientMetadata();
      // Where only the token endpoint is known, it stands for the issuer.
      const authority = options.tokenEndpoint && address ? address : issuer;
      return tokenKey({ ...options, issuer: authority, clientId, jkt: await dpop?.calculateThumbprint() });
    },
  });
  const cell = createTokenCell(
    { clock, random, onEvent, shared, expiry: options },
    initial(options, clock, random),
  );

  async function renewal(): Promise<Renewal> {
    const server = await open();
    let user = subject;
    const send = (
      name: string,
      request: () => Promise<Omit<TokenAnswer, 'sentAt'>>,
      { signal, patient }: SendOptions,
    ) =>
      requestInLane(
        {
          clock,
          lanes,
          random,
          onEvent,
          lane: laneOf(server, user),
          grant: name,
          tokenEndpoint: server.tokenEndpoint,
          retry: options.retry,
          patient,
        },
        request,
        signal,
      );
    const login = async (how: SendOptions) => {
      const credentials = grant === 'password' ? await options.credentials?.() : undefined;
      if (credentials) warnPasswordGrant();
      user ??= credentials?.username;
      return send(grant, () => server.login(credentials), how);
    };
    return {
      tokenEndpoint: server.tokenEndpoint,
      refresh: (refreshToken, how) => send('refresh_token', () => server.refresh(refreshToken), how),
      login: grant === 'refresh_token' ? undefined : login,
    };
  }

  async function have({ signal, forceRefresh: force }: GetTokenOptions = {}): Promise<TokenSet> {
    const held = force ? undefined : cell.fresh();
    if (!held) return (await cell.renew(renewal, { force, signal })).set;
    emit(onEvent, { type: 'token_reused' });
    return held.set;
  }

  const source: TokenSource = {
    getToken: have,
    getAccessToken: async (how) => (await have(how)).accessToken,
    async authorizationHeader(how) {
      const { tokenType, accessToken } = await have(how);
      return `${tokenType} ${accessToken}`;
    },
    fetch: (input, init) => authorizedFetch({ source, open, options }, input, init),
    invalidate: (accessToken) => cell.invalidate(accessToken),
    async revoke() {
      const { config, tokenEndpoint } = await open();
      const { tokenRevocation } = await openid();
      const set = ((await shared?.read()) ?? cell.current())?.set;
      await cell.clear();
      const token = set?.refreshToken ?? set?.accessToken;
      if (!token) return;
      await tokenRevocation(config, token).catch(async (thrown: unknown) => {
        throw await tokenRequestFailure(thrown, { tokenEndpoint, secrets: [token, options.clientSecret] });
      });
    },
    clear: () => cell.clear(),
    async [Symbol.asyncDispose]() {
      cell.abandon(new Error('The token source was disposed of.'));
    },
  };
  return source;
}

function check({ grant, credentials, store, subject, initialTokens }: TokenSourceOptions) {
  if (grant === 'password' && !credentials)
    throw new TokenConfigurationError(
      'The grant `password` needs `credentials`, a function that returns them.',
    );
  if (grant !== 'client_credentials' && store && !subject)
    throw new TokenConfigurationError(
      'A shared `store` with a person’s grant needs `subject`: without it one person could be given the tokens of another.',
    );
  if (grant === 'refresh_token' && !initialTokens && !store)
    throw new TokenConfigurationError(
      'The grant `refresh_token` needs `initialTokens`, or a `store` that has them.',
    );
}

function initial(
  { initialTokens, ...expiry }: TokenSourceOptions,
  clock: Clock,
  random: () => number,
): HeldToken | undefined {
  if (!initialTokens) return undefined;
  const set = guarded({ accessToken: '', expiresAt: 0, ...initialTokens });
  return holdStored(set, expiry, clock, random);
}

let unnamed = 0;

/** A provider limits users; a sign-in whose subject is not told is somebody of its own, or all sessions would share one line. */
function lanesOf({ grant, rateLimit, config, clientId }: TokenSourceOptions) {
  const somebody = `source ${unnamed++}`;
  return ({ host }: Endpoint, user: string | undefined) => {
    if (rateLimit && rateLimit.key) return { key: rateLimit.key, interval: spacing(rateLimit) };
    if (user !== undefined)
      return { key: `${host} user ${user.toLowerCase()}`, interval: spacing(rateLimit) };
    if (grant !== 'client_credentials') return { key: `${host} ${somebody}`, interval: spacing(rateLimit) };
    const client = clientId ?? config?.clientMetadata().client_id ?? '';
    return { key: `${host} client ${client}`, interval: rateLimit ? spacing(rateLimit) : 0 };
  };
}
