import { boundedMap } from '../cache/bounded-map.js';
import { createTokenCell, type TokenCell } from '../cache/cell.js';
import type { HeldToken } from '../cache/held-token.js';
import type { Renewal, SendOptions } from '../cache/renewal.js';
import type { Clock } from '../clock.js';
import { warnPasswordGrant } from '../deprecation.js';
import { emit, type TokenEventListener } from '../events.js';
import type { Lanes } from '../limit/lane.js';
import { spacing, type RateLimit } from '../limit/rate-limit.js';
import { publicAddress } from '../redact.js';
import { requestInLane } from '../request/attempts.js';
import type { Digest } from './digest.js';
import { idOf } from './identity.js';
import type { Forgetful, KeyedSettings } from './settings.js';
import { keyText } from './key-text.js';
import type { TokenRequest } from './token-request.js';
import { endpointOf, sendKeyed, type Fetch } from './wire.js';

/** What a registry works with; tests hand in their own. */
export interface KeyedEnvironment {
  clock: Clock;
  lanes: Lanes;
  random: () => number;
  digest: Digest;
  settings: () => KeyedSettings;
}

/** Who owns the refresh token of an answer: this package (`access`), or the caller, who gets it (`whole`). */
type Use = 'access' | 'whole';

/** The tokens of all keyed calls. */
export interface KeyedTokens extends Forgetful {
  /** Answers a hit without a promise where the digest is synchronous: this is the path that runs a million times a second. */
  get(request: TokenRequest, use: Use): HeldToken | Promise<HeldToken>;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const theGlobalFetch: Fetch = (input, init) => globalThis.fetch(input, init);

/** Makes an empty registry. */
export function createKeyedTokens(environment: KeyedEnvironment): KeyedTokens {
  const { clock, lanes, random, digest, settings } = environment;
  const cells = boundedMap<TokenCell>(
    () => settings().maxEntries ?? 1000,
    (cell) => cell.busy(),
  );

  function cellOf(key: string): TokenCell {
    let cell = cells.get(key);
    if (!cell) {
      const { expirySkew, jitter, defaultExpiresIn } = settings();
      const onEvent: TokenEventListener = (event) => emit(settings().onEvent, event);
      cell = createTokenCell({ clock, random, onEvent, expiry: { expirySkew, jitter, defaultExpiresIn } });
      cells.set(key, cell);
    }
    return cell;
  }

  function renewalOf(request: TokenRequest, use: Use, key: string): Renewal {
    const url = endpointOf(request);
    const tokenEndpoint = publicAddress(url);
    const { grant, timeout = DEFAULT_TIMEOUT_MS } = request;
    const { onEvent, retry, rateLimit, fetch = theGlobalFetch } = settings();
    const lane = laneOf(url, request, key, rateLimit);
    const send = (refreshToken: string | undefined, { signal, patient }: SendOptions) => {
      const context = {
        clock,
        lanes,
        lane,
        random,
        onEvent,
        tokenEndpoint,
        retry,
        patient,
        grant: refreshToken ? 'refresh_token' : grant.type,
      };
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
    const { forceRefresh, minimumLifetime = 0, signal } = request;
    const current = forceRefresh ? undefined : cell.fresh();
    const held = current && lasts(current, minimumLifetime) ? current : undefined;
    const force = forceRefresh ?? (current !== undefined && held === undefined);
    if (held) {
      emit(settings().onEvent, { type: 'token_reused' });
      return held;
    }
    return cell.renew(() => renewalOf(request, use, key), { force, signal });
  }

  /** True when it is valid for so many seconds more, by either clock. */
  function lasts({ endsAt }: HeldToken, seconds: number): boolean {
    const least = seconds * 1000;
    return endsAt.steady - clock.steady() >= least && endsAt.wall - clock.wall() >= least;
  }

  return {
    get(request, use) {
      // A fetch that was put in the place of another (a test's double, a proxy) brings tokens of its own.
      const fetch = settings().fetch ?? globalThis.fetch;
      const key = digest(keyText(request, use) + (fetch ? idOf(fetch) : ''));
      return typeof key === 'string' ? have(key, request, use) : key.then((text) => have(text, request, use));
    },
    invalidate(accessToken) {
      for (const cell of cells.values()) cell.invalidate(accessToken);
    },
    clear() {
      cells.clear();
      lanes.clear();
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
