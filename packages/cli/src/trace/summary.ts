/** What a run's observations come to: place by place, how many token requests there were and how many would have done. */
import type { Frame, Observation } from './observation.js';

/** Seconds that a token is taken to live when its answer did not say: what the token client assumes, too. */
export const ASSUMED_LIFETIME = 300;

export interface TracedPlace {
  /** From the outermost function of the program down to the request; of the way that was taken most often. */
  path: Frame[];
  requests: number;
  /** Sent while the same process had an equal token that was still valid, or one under way. */
  avoidable: number;
  /** Answered 429. */
  refused: number;
  /** No answer, or another error status. */
  failed: number;
  /** The most that were sent for one user within one second. */
  peak: number;
  grants: string[];
  endpoints: string[];
  /** Seconds, the shortest that was answered; null when no answer told. */
  lifetime: number | null;
}

export interface TraceSummary {
  processes: number;
  requests: number;
  avoidable: number;
  refused: number;
  /** The most that were sent for one user within one second, from wherever in the program. */
  peak: number;
  /** Most requests first. */
  places: TracedPlace[];
}

export function summarize(observations: readonly Observation[]): TraceSummary {
  const avoidable = avoidableOf(observations);
  const places = [...groupBy(observations, placeOf).values()].map((group) => placeSummary(group, avoidable));
  return {
    processes: new Set(observations.map(({ pid }) => pid)).size,
    requests: observations.length,
    avoidable: avoidable.size,
    refused: observations.filter(({ status }) => status === 429).length,
    peak: peakOf(observations),
    places: places.sort((a, b) => b.requests - a.requests),
  };
}

function placeSummary(group: readonly Observation[], avoidable: ReadonlySet<Observation>): TracedPlace {
  const ways = [...groupBy(group, ({ frames }) => JSON.stringify(frames)).values()];
  const [most] = ways.sort((a, b) => b.length - a.length);
  const lifetimes = group.flatMap(({ expiresIn }) => (expiresIn === null ? [] : [expiresIn]));
  return {
    path: most![0]!.frames.toReversed(),
    requests: group.length,
    avoidable: group.filter((one) => avoidable.has(one)).length,
    refused: group.filter(({ status }) => status === 429).length,
    failed: group.filter(({ status }) => status === null || (status >= 400 && status !== 429)).length,
    peak: peakOf(group),
    grants: [...new Set(group.map(({ grant }) => grant))],
    endpoints: [...new Set(group.map(({ endpoint }) => endpoint))],
    lifetime: lifetimes.length > 0 ? Math.min(...lifetimes) : null,
  };
}

/** Processes share no memory: what another one holds does not count. */
function avoidableOf(observations: readonly Observation[]): Set<Observation> {
  const avoidable = new Set<Observation>();
  for (const equal of groupBy(observations, ({ pid, request }) => `${pid} ${request}`).values()) {
    let validUntil = -Infinity;
    for (const one of equal) {
      if (one.sentAt < validUntil) avoidable.add(one);
      else if (isGranted(one)) validUntil = one.sentAt + (one.expiresIn ?? ASSUMED_LIFETIME) * 1000;
    }
  }
  return avoidable;
}

function isGranted({ status }: Observation): boolean {
  return status !== null && status < 400;
}

/** The most requests for one user within any second. */
function peakOf(observations: readonly Observation[]): number {
  let peak = 0;
  for (const group of groupBy(observations, ({ subject }) => subject).values()) {
    const times = group.map(({ sentAt }) => sentAt);
    for (let first = 0, last = 0; last < times.length; last += 1) {
      while (times[last]! - times[first]! >= 1000) first += 1;
      peak = Math.max(peak, last - first + 1);
    }
  }
  return peak;
}

/** The innermost function of the program; the endpoint when the client had left the program's stack. */
function placeOf({ frames: [frame], endpoint }: Observation): string {
  return frame ? `${frame.file}:${frame.line}` : endpoint;
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
