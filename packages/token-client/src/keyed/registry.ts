import { createTokenCell, type TokenCell } from '../cache/cell.js';
import type { Expiry, HeldToken } from '../cache/held-token.js';
import type { Renewal, SendOptions } from '../cache/renewal.js';
import type { Clock } from '../clock.js';
import { warnPasswordGrant } from '../deprecation.js';
import { emit, type TokenEventListener } from '../events.js';
import type { Lanes } from '../limit/lane.js';
import { spacing, type RateLimit } from '../limit/rate-limit.js';
import { publicAddress } from '../redact.js';
import { requestInLane, type Retry } from '../request/attempts.js';
import type { Digest } from './digest.js';
import { keyText } from './key-text.js';
import type { TokenRequest } from './token-request.js';
import { endpointOf, sendKeyed, type Fetch } from './wire.js';

/** Settings of all keyed calls of a process; each has a default that suits migrated code. */
export interface KeyedSettings extends Expiry {
  /** Spacing of requests for one user. Default: 3 a second for grants of a user, none for `client_credentials`; `false` for none. */
  rateLimit?: RateLimit | false | undefined;
  /** What to do after 429 and 503. */
  retry?: Retry | undefined;
  /** How many different token requests are remembered; the least recently used is forgotten first. Default 1000. */
  maxEntries?: number | undefined;
  /** Default: `globalThis.fetch` at the moment of the request. */
  fetch?: Fetch | undefined;
  onEvent?: TokenEventListener | undefined;
}

/** What a registry works with; tests hand in their own. */
export interface KeyedEnvironment {
  clock: Clock;
  lanes: Lanes;
  random: () => number;
  digest: Digest;
}

/** Who owns the refresh token of an answer: this package (`access`), or the caller, who gets it (`whole`). */
export type Use = 'access' | 'whole';

/** The tokens of all keyed calls. */
export interface KeyedTokens {
  /** Answers a hit without a promise where the digest is synchronous: this is the path that runs a million times a second. */
  get(request: TokenRequest, use: Use): HeldToken | Promise<HeldToken>;
  invalidate(accessToken: string): void;
  clear(): void;
  configure(settings: KeyedSettings): void;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/** Makes an empty registry. */
export function createKeyedTokens(environment: KeyedEnvironment): KeyedTokens {
  const { clock, lanes, random, digest } = environment;
  const cells = new Map<string, TokenCell>();
  let settings: KeyedSettings = {};

  function cellOf(key: string): TokenCell {
    const { maxEntries = 1000 } = settings;
    let cell = cells.get(key);
    if (!cell) {
      if (cells.size >= maxEntries) forgetOldest();
      const { expirySkew, jitter, defaultExpiresIn, onEvent } = settings;
      cell = createTokenCell({ clock, random, onEvent, expiry: { expirySkew, jitter, defaultExpiresIn } });
      cells.set(key, cell);
    } else if (cells.size > maxEntries / 2) {
      // Keeping the order of use costs time on every hit; a half-empty registry does not need it.
      cells.delete(key);
      cells.set(key, cell);
    }
    return cell;
  }

  /** A cell with a flight on its way stays, or a second flight for the same key could start. */
  function forgetOldest() {
    for (const [key, cell] of cells) if (!cell.busy()) return void cells.delete(key);
  }

  function renewalOf(request: TokenRequest, use: Use, key: string): Renewal {
    const url = endpointOf(request);
    const tokenEndpoint = publicAddress(url);
    const { grant, timeout = DEFAULT_TIMEOUT_MS } = request;
    const { onEvent, retry } = settings;
    const lane = laneOf(url, request, key, settings.rateLimit);
    const send = (refreshToken: string | undefined, { signal, patient }: SendOptions) => {
      const context = {
        clock,
        lanes,
        lane,
        random,
        onEvent,
        tokenEndpoint,
        retry: patient ? retry : { ...retry, limit: 0 },
        grant: refreshToken ? 'refresh_token' : grant.type,
      };
      const fetch: Fetch = settings.fetch ?? ((input, init) => globalThis.fetch(input, init));
      const wire = { refreshToken, whole: use === 'whole', fetch, timeout };
      return requestInLane(context, () => sendKeyed(request, wire), signal);
    };
    return {
      tokenEndpoint,
      login: (how) => {
        if (grant.type === 'password') warnPasswordGrant();
        return send(undefined, how);
      },
      refresh: use === 'whole' ? undefined : send,
    };
  }

  function have(key: string, request: TokenRequest, use: Use): HeldToken | Promise<HeldToken> {
    const cell = cellOf(key);
    const { forceRefresh: force, signal } = request;
    const held = force ? undefined : cell.fresh();
    if (held) {
      emit(settings.onEvent, { type: 'token_reused' });
      return held;
    }
    return cell.renew(() => renewalOf(request, use, key), { force, signal });
  }

  return {
    get(request, use) {
      const key = digest(keyText(request, use));
      return typeof key === 'string' ? have(key, request, use) : key.then((text) => have(text, request, use));
    },
    invalidate(accessToken) {
      for (const cell of cells.values()) cell.invalidate(accessToken);
    },
    clear() {
      cells.clear();
      lanes.clear();
    },
    configure(next) {
      settings = { ...settings, ...next };
    },
  };
}

/** A provider limits users (Okta: by name, in the whole organisation); where no user is named, the client. */
function laneOf(url: URL, request: TokenRequest, key: string, limit: RateLimit | false | undefined) {
  const { grant, clientId } = request;
  const username = usernameOf(request);
  if (limit && limit.key) return { key: limit.key, interval: spacing(limit) };
  if (username !== undefined)
    return { key: `${url.host} user ${username.toLowerCase()}`, interval: spacing(limit) };
  if (grant.type === 'refresh_token') return { key: `${url.host} key ${key}`, interval: spacing(limit) };
  return { key: `${url.host} client ${clientId ?? ''}`, interval: limit ? spacing(limit) : 0 };
}

function usernameOf({ grant }: TokenRequest): string | undefined {
  if (grant.type === 'password') return grant.username ?? '';
  if (!('parameters' in grant)) return undefined;
  const { username } = grant.parameters;
  return typeof username === 'string' ? username : undefined;
}
