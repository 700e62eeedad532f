// Time and a provider under full control: nothing here waits for real, and every timer fires in order.
import type { Clock } from '../../src/clock.js';
import { token } from './scripted-endpoint.js';

/** A clock whose timers fire when the test lets time pass. */
export function virtualClock() {
  let steady = 0;
  let offset = 1_700_000_000_000;
  let nextId = 0;
  const timers = new Map<number, { at: number; fire: () => void }>();

  const clock: Clock = {
    wall: () => steady + offset,
    steady: () => steady,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const id = nextId++;
        timers.set(id, { at: steady + milliseconds, fire: resolve });
        signal?.addEventListener('abort', () => timers.delete(id) && reject(signal.reason as Error));
      }),
  };

  /** Lets everything run that needs no time. */
  async function settle() {
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  async function passUntil(end: number) {
    for (;;) {
      await settle();
      const next = [...timers].sort(([a, one], [b, two]) => one.at - two.at || a - b)[0];
      if (!next || next[1].at > end) break;
      timers.delete(next[0]);
      steady = Math.max(steady, next[1].at);
      next[1].fire();
    }
    if (end !== Infinity) steady = end;
  }

  return {
    clock,
    settle,
    pass: (milliseconds: number) => passUntil(steady + milliseconds),
    /** Lets time pass until nobody waits any more. */
    drain: () => passUntil(Infinity),
    /** Somebody sets the machine's clock. */
    jump: (milliseconds: number) => void (offset += milliseconds),
  };
}

/** What happens to one request. `lost after` is the worst: the provider acts, and its answer does not arrive. */
export type Fault = 'none' | 'lost before' | 'lost after' | 'half body' | '500' | '429' | '503 page';

export interface Issued {
  owner: string;
  issuedAt: number;
  lifetime: number;
}

/**
 * A provider with rotation and reuse detection, that remembers what a test must not see: two requests in flight for one key, more
 * than `limit` a second for one user, a refresh token used twice.
 */
export function modelProvider(
  clock: Clock,
  { limit = 4, lifetime = 60 }: { limit?: number; lifetime?: number },
) {
  const issued = new Map<string, Issued>();
  const refreshTokens = new Map<string, { owner: string; used: boolean }>();
  const arrivals = new Map<string, number[]>();
  const inFlight = new Map<string, number>();
  const violations: string[] = [];
  let count = 0;
  let nextFault: () => Fault = () => 'none';
  let nextLatency: () => number = () => 0;

  function act(form: URLSearchParams, owner: string): Response {
    const presented = form.get('refresh_token');
    if (presented) {
      const known = refreshTokens.get(presented);
      if (!known || known.used) {
        violations.push(`refresh token used twice by ${owner}`);
        return json(400, { error: 'invalid_grant' });
      }
      known.used = true;
    } else if (form.get('grant_type') === 'password' && form.get('password') !== 'right') {
      return json(400, { error: 'invalid_grant' });
    }
    const index = count++;
    issued.set(`token-${index}`, { owner, issuedAt: clock.steady(), lifetime: lifetime * 1000 });
    const isUser = form.get('grant_type') !== 'client_credentials';
    if (isUser) refreshTokens.set(`refresh-${index}`, { owner, used: false });
    return json(
      200,
      token(index, { expires_in: lifetime, ...(isUser && { refresh_token: `refresh-${index}` }) }).body,
    );
  }

  async function fetch(_: string, init?: RequestInit): Promise<Response> {
    const form = new URLSearchParams(String(init?.body));
    const owner =
      refreshTokens.get(form.get('refresh_token') ?? '')?.owner ??
      [form.get('username') ?? form.get('client_id'), form.get('password'), form.get('scope')]
        .filter(Boolean)
        .join(' ');
    const fault = nextFault();
    const flying = (inFlight.get(owner) ?? 0) + 1;
    inFlight.set(owner, flying);
    if (flying > 1) violations.push(`two requests in flight for ${owner}`);
    try {
      await clock.sleep(nextLatency());
      if (fault === 'lost before') throw new TypeError('fetch failed');
      if (form.get('grant_type') !== 'client_credentials') arrive(owner.split(' ')[0]!);
      if (fault === '500') return json(500, {});
      if (fault === '429') return page(429, { 'retry-after': '1' });
      if (fault === '503 page') return page(503, {});
      const response = act(form, owner);
      await clock.sleep(nextLatency());
      if (fault === 'lost after') throw new TypeError('fetch failed');
      return fault === 'half body' ? half() : response;
    } finally {
      inFlight.set(owner, flying - 1);
    }
  }

  function arrive(user: string) {
    const now = clock.steady();
    const recent = (arrivals.get(user) ?? []).filter((at) => now - at < 1000);
    arrivals.set(user, [...recent, now]);
    if (recent.length >= limit) violations.push(`more than ${limit} requests a second for ${user}`);
  }

  return {
    fetch,
    issued,
    violations,
    plan(fault: () => Fault, latency: () => number) {
      nextFault = fault;
      nextLatency = latency;
    },
  };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function page(status: number, headers: Record<string, string>): Response {
  return new Response('<html>Slow down</html>', {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  });
}

function half(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"access_token":"tok'));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}
