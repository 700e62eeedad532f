import { boundedMap } from '../cache/bounded-map.js';
import { hold, isFresh, type HeldToken } from '../cache/held-token.js';
import { systemClock } from '../clock.js';
import { emit } from '../events.js';
import { countedDown } from '../keyed/counted-down.js';
import { createDigest, type Digest } from '../keyed/digest.js';
import { currentSettings, remember } from '../keyed/settings.js';
import { processLanes } from '../limit/process-lanes.js';
import { parseObject } from '../request/answer.js';
import { readMembers } from '../request/conforming-response.js';
import { unlessEnded, type Ending } from './ending.js';
import type { TokenCall } from './token-call.js';

/** How one kind of client sends, and how its responses are taken apart and made again. */
export interface Shape<Own> {
  /** The client's own request. What it throws is thrown on. */
  send(): Promise<Own>;
  /** The parts of a response that are worth keeping, none of which holds the request. */
  keep(own: Own): Kept<Own> | Promise<Kept<Own>>;
  /** What ends this caller's wait, where it may be ended. */
  ending?: Ending | undefined;
}

/** A response taken apart. */
export interface Kept<Own> {
  status: number;
  /** The body as text. */
  text: string;
  /** Makes a response of the same shape with another body. */
  again: (text: string) => Own;
}

interface Entry {
  held: HeldToken;
  again: (text: string) => unknown;
  rejected: boolean;
}

interface Slot {
  entry?: Entry | undefined;
  flight?: Promise<Kept<unknown>> | undefined;
  /** What may end the flight, which is its caller's own. */
  ending?: Ending | undefined;
}

const slots = remember({
  ...boundedMap<Slot>(
    () => currentSettings().maxEntries ?? 1000,
    ({ flight }) => flight !== undefined,
  ),
  invalidate(accessToken: string) {
    for (const { entry } of slots.values())
      if (entry?.held.set.accessToken === accessToken) entry.rejected = true;
  },
});
let digest: Digest | undefined;

/**
 * Answers a token request: with the response at hand, made again with `expires_in` counted down; with a copy of the response
 * that another caller is waiting for; or by the client's own request, in its lane. Only a success that brought an access token is
 * kept; a refusal is every caller's own, and nothing is retried, as before. A caller whose signal has ended it is told so by the
 * client, and one that waited for a request which another caller has ended makes its own.
 */
export async function exchange<Own>(call: TokenCall, shape: Shape<Own>): Promise<Own> {
  const key = await (digest ??= createDigest())(call.text);
  const slot = slots.get(key) ?? {};
  const { entry, flight } = slot;
  const { ending } = shape;
  if (ending?.hasEnded()) return shape.send();
  if (entry && !entry.rejected && isFresh(entry.held, systemClock)) {
    emit(currentSettings().onEvent, { type: 'token_reused' });
    return entry.again(JSON.stringify(countedDown(entry.held, systemClock.steady()))) as Own;
  }
  if (flight) {
    const { ending: other } = slot;
    try {
      const kept = (await unlessEnded(flight, ending)) as Kept<Own> | undefined;
      return kept ? kept.again(kept.text) : await shape.send();
    } catch (error) {
      if (!other?.hasEnded() || ending?.hasEnded()) throw error;
      return exchange(call, shape);
    }
  }
  slots.set(key, slot);
  let own: Own | undefined;
  slot.ending = ending;
  slot.flight = processLanes().run(call.lane, async () => {
    const sentAt = { wall: systemClock.wall(), steady: systemClock.steady() };
    own = await shape.send();
    const kept = await shape.keep(own);
    slot.entry = entryOf(kept, sentAt);
    return kept as Kept<unknown>;
  });
  try {
    await slot.flight;
    return own as Own;
  } finally {
    slot.flight = undefined;
  }
}

function entryOf(
  { status, text, again }: Kept<unknown>,
  sentAt: { wall: number; steady: number },
): Entry | undefined {
  const object = status >= 200 && status < 300 ? parseObject(text) : undefined;
  if (typeof object?.['access_token'] !== 'string') return undefined;
  const { onEvent: _, ...expiry } = currentSettings();
  const answer = { members: readMembers(object), body: text, sentAt };
  return { held: hold(answer, expiry, systemClock, Math.random), again, rejected: false };
}
