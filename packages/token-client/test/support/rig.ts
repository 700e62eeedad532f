// A source, a scripted endpoint and a clock that passes at once.
import type { TokenEvent, TokenSourceOptions } from '../../src/index.js';
import { createLanes } from '../../src/limit/lane.js';
import { createTokenSource } from '../../src/source/token-source.js';
import { instantClock } from './clocks.js';
import { startEndpoint, token, type Scripted } from './scripted-endpoint.js';

type Answer = (grant: string, index: number) => Scripted | Promise<Scripted>;

export type Rig = Awaited<ReturnType<typeof startRig>>;

/** Starts an endpoint that gives a new token each time, until a test sets `answer`. */
export async function startRig() {
  const clock = instantClock();
  const events: TokenEvent[] = [];
  const script: { answer: Answer } = { answer: (_, index) => token(index) };
  const endpoint = await startEndpoint(({ form }, index) =>
    script.answer(form.get('grant_type') ?? '', index),
  );
  return Object.assign(script, {
    clock,
    events,
    endpoint,
    lanes: createLanes(clock),
    /** A source for a person, with limits of its own unless `lanes` are shared. */
    source: (options: Partial<TokenSourceOptions> = {}, lanes = createLanes(clock)) =>
      createTokenSource(
        {
          tokenEndpoint: endpoint.tokenEndpoint,
          clientId: 'orders',
          grant: 'password',
          credentials: () => ({ username: 'ann', password: 'pw' }),
          subject: 'ann',
          onEvent: (event) => events.push(event),
          ...options,
        },
        { clock, lanes, random: () => 0 },
      ),
    /** The grants that were asked with, oldest first. */
    grants: () => endpoint.requests.map(({ form }) => form.get('grant_type')),
  });
}

/** An ordinary token response with a refresh token. */
export const withRefresh = (index: number, members: object = {}) =>
  token(index, { refresh_token: `refresh-${index}`, ...members });
