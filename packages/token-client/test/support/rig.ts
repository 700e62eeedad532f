// A source, a scripted endpoint and a clock that passes at once.
import type { TokenEvent, TokenSourceOptions } from '../../src/index.js';
import { createLanes } from '../../src/limit/lane.js';
import { createTokenSource } from '../../src/source/token-source.js';
import { instantClock } from './clocks.js';
import { startEndpoint, token, type Scripted } from './scripted-endpoint.js';

export type Rig = Awaited<ReturnType<typeof startRig>>;

/** Starts an endpoint that gives a new token each time, until a test sets `answer`. */
export async function startRig() {
  const clock = instantClock();
  const events: TokenEvent[] = [];
  const rig = {
    clock,
    events,
    lanes: createLanes(clock),
    answer: (_grant: string, index: number): Scripted | Promise<Scripted> => token(index),
    endpoint: await startEndpoint(({ form }, index) => rig.answer(form.get('grant_type')!, index)),
    /** A source for a person, with limits of its own unless `lanes` are shared. */
    source: (options: Partial<TokenSourceOptions> = {}, lanes = createLanes(clock)) =>
      createTokenSource(
        {
          tokenEndpoint: rig.endpoint.tokenEndpoint,
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
    grants: () => rig.endpoint.requests.map(({ form }) => form.get('grant_type')),
  };
  return rig;
}

/** An ordinary token response with a refresh token. */
export const withRefresh = (index: number, members: object = {}) =>
  token(index, { refresh_token: `refresh-${index}`, ...members });
