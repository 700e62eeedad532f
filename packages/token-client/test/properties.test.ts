// Random schedules of calls, expiries, failures and clock moves, against a model of the provider.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createKeyedTokens } from '../src/keyed/registry.js';
import type { TokenRequest } from '../src/index.js';
import { createLanes } from '../src/limit/lane.js';
import { modelProvider, virtualClock, type Fault } from './support/world.js';

const FAULTS: Fault[] = ['none', 'lost before', 'lost after', 'half body', '500', '429', '503 page'];

interface Person {
  username: string;
  password: string;
  scope: string;
}
type Caller = Person | { scope: string };

const caller: fc.Arbitrary<Caller> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      username: fc.constantFrom('ann', 'bob'),
      password: fc.constantFrom('right', 'right', 'wrong'),
      scope: fc.constantFrom('a', 'b', 'c'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ scope: fc.constantFrom('read', 'write') }) },
);
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      calls: fc.oneof(
        { weight: 4, arbitrary: fc.tuple(caller) },
        { weight: 1, arbitrary: fc.array(caller, { minLength: 8, maxLength: 16 }) },
      ),
      force: fc.boolean(),
      leaves: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.record({ jump: fc.integer({ min: -600_000, max: 600_000 }) }) },
  { weight: 1, arbitrary: fc.record({ invalidate: fc.nat(20) }) },
);
const schedule = fc.record({
  actions: fc.array(action, { minLength: 5, maxLength: 40 }),
  faults: fc.infiniteStream(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<Fault>('none') },
      { weight: 1, arbitrary: fc.constantFrom(...FAULTS) },
    ),
  ),
  latencies: fc.infiniteStream(fc.constantFrom(0, 0, 0, 1, 50, 600)),
  randoms: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
  lifetime: fc.constantFrom(2, 10, 60),
});

function requestOf(who: Caller): TokenRequest {
  const common = { tokenEndpoint: 'https://login.example/token', clientId: 'orders', scope: who.scope };
  if (!('username' in who)) return { ...common, grant: { type: 'client_credentials' } };
  const { username, password } = who;
  return { ...common, grant: { type: 'password', username, password } };
}

const ownerOf = (who: Caller) =>
  'username' in who ? `${who.username} ${who.password} ${who.scope}` : `orders ${who.scope}`;

test('never another user’s token, never an expired one, one request in flight a key, below the limit, no refresh token twice, always an end', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ actions, faults, latencies, randoms, lifetime }) => {
      const time = virtualClock();
      const { clock } = time;
      const provider = modelProvider(clock, { lifetime });
      provider.plan(
        () => faults.next().value as Fault,
        () => latencies.next().value as number,
      );
      const tokens = createKeyedTokens({
        clock,
        lanes: createLanes(clock),
        random: () => randoms.next().value as number,
        digest: (text) => text,
        settings: () => ({ fetch: provider.fetch }),
      });
      const ends: Promise<string>[] = [];

      /** One caller, and what it may be given. */
      async function ask(call: Caller, how: Partial<TokenRequest>): Promise<string> {
        try {
          const { set } = await tokens.get({ ...requestOf(call), ...how }, 'access');
          const known = provider.issued.get(set.accessToken)!;
          if (known.owner !== ownerOf(call)) return `the token of ${known.owner} for ${ownerOf(call)}`;
          return clock.steady() <= known.issuedAt + known.lifetime ? 'token' : 'an expired token';
        } catch (error) {
          return String((error as { code?: unknown }).code);
        }
      }

      for (const step of actions) {
        if ('pass' in step) await time.pass(step.pass);
        else if ('jump' in step) time.jump(step.jump);
        else if ('invalidate' in step) tokens.invalidate(`token-${step.invalidate}`);
        else {
          const controller = new AbortController();
          const { signal } = controller;
          for (const call of step.calls) ends.push(ask(call, { forceRefresh: step.force, signal }));
          await time.settle();
          if (step.leaves) controller.abort();
        }
      }
      await time.drain();
      const outcomes = await Promise.all(ends);

      expect(provider.violations).toEqual([]);
      expect(outcomes).toHaveLength(ends.length);
      for (const outcome of outcomes)
        expect([
          ...['token', 'invalid_grant', 'network_error', 'invalid_response'],
          ...['http_error', 'rate_limited', '20'],
        ]).toContain(outcome);
    }),
    { numRuns: 300 },
  );
});

test('sources with short-lived tokens ask as often as refreshes are due, and no more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 120 }),
      fc.integer({ min: 1, max: 50 }),
      async (lifetime, gap) => {
        const time = virtualClock();
        const provider = modelProvider(time.clock, { lifetime });
        const tokens = createKeyedTokens({
          clock: time.clock,
          lanes: createLanes(time.clock),
          random: () => 0,
          digest: (text) => text,
          settings: () => ({ fetch: provider.fetch }),
        });
        const request = requestOf({ scope: 'read' });
        const span = lifetime * 10_000;
        while (time.clock.steady() < span) {
          const asked = tokens.get(request, 'access');
          await time.drain();
          await asked;
          await time.pass(gap * lifetime * 20);
        }
        // Renewed at half the lifetime at the earliest.
        expect(provider.issued.size).toBeLessThanOrEqual(1 + span / (lifetime * 500));
        expect(provider.violations).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});
