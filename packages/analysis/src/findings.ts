/** What the analysis tells its hosts. The JSON form of a finding is fixed by the project's contract, version 1. */
import type { Grant, WireShape } from './facts.js';

export type RuleId =
  | 'no-password-grant'
  | 'no-token-request-in-loop'
  | 'require-token-reuse'
  | 'no-password-grant-server'
  | 'no-unresolved-migration';

/** `line` and `column` count from 1, `offset` in UTF-16 code units from 0. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

export type Actor = 'interactive-user' | 'machine' | 'test' | 'unknown';

export interface PathStep {
  file: string;
  line: number;
  function: string;
}

export interface Migration {
  to: 'cached-client' | 'client-credentials' | 'pkce';
  support: 'automatic' | 'scaffold' | 'manual';
  reason: string;
}

export interface Finding {
  ruleId: RuleId;
  severity: 'error' | 'warning';
  /** One or two sentences: what happens, why it matters, what serves instead. */
  message: string;
  /** Identity across moves: rule, file, normalised code of the site, occurrence. */
  fingerprint: string;
  file: string;
  start: Position;
  end: Position;
  grant: Grant | null;
  client: string;
  provider: string | null;
  actor: Actor;
  /** From the loop or entry point down to the token request, one path an entry. */
  paths: PathStep[][];
  related: { file: string; line: number; note: string }[];
  migrations: Migration[];
}

/** A token request with all that is known of it after linking: what the codemods work from. */
export interface RequestSite {
  file: string;
  start: Position;
  end: Position;
  client: string;
  kind: 'http' | 'sdk';
  grant: Grant | null;
  provider: string | null;
  actor: Actor;
  /** Already answered from an earlier token: nothing to migrate. */
  reused: boolean;
  wire: WireShape | null;
  /** Fingerprints of the findings that speak of this request (its own, and loop findings that lead to it). */
  findings: string[];
}

export interface SkippedFile {
  file: string;
  reason: 'unreadable' | 'not-utf8' | 'does-not-parse' | 'minified' | 'too-large' | 'compiled';
  detail?: string;
}

export interface Analysis {
  findings: Finding[];
  requests: RequestSite[];
  skipped: SkippedFile[];
  filesSeen: number;
  filesParsed: number;
}
