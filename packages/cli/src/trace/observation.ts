/** What the traced program's processes write down, one JSON object a line, and the command reads. It holds no secret. */
import { existsSync, readFileSync } from 'node:fs';

/** Variables by which the command tells the hook where to write, and the key of its digests. */
export const FILE_VARIABLE = 'GRANT_MIGRATE_TRACE_FILE';
export const KEY_VARIABLE = 'GRANT_MIGRATE_TRACE_KEY';

export interface Frame {
  /** Absolute path. */
  file: string;
  line: number;
  function: string;
}

export interface Observation {
  pid: number;
  /** Milliseconds since the epoch when the request was sent. */
  sentAt: number;
  /** Origin and path, without the query. */
  endpoint: string;
  grant: string;
  /** Digest of everything that is sent, keyed for this run: equal requests have equal digests. */
  request: string;
  /** Digest of the user name, or of the client where no user is named: what providers limit by. */
  subject: string;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  /** Seconds, as answered; null when the answer did not say or could not be seen. */
  expiresIn: number | null;
  /** The program's own frames, the innermost first: none of a dependency, none of Node. */
  frames: Frame[];
}

/** Observations in the order they were sent. A line that a killed process left half written is left out. */
export function readObservations(path: string): Observation[] {
  if (!existsSync(path)) return [];
  const observations: Observation[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    try {
      if (line !== '') observations.push(JSON.parse(line) as Observation);
    } catch {
      continue;
    }
  }
  return observations.sort((a, b) => a.sentAt - b.sentAt);
}
