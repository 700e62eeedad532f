/** Facts of one file: what keeps a token between calls, or was meant to. */
import type { FunctionId, Root } from './facts.js';
import type { Span } from './facts-wire.js';

/** Why a request or a use need not run each time: a guard before it that can return an earlier token. */
export interface Reuse {
  kind: 'variable' | 'field' | 'map' | 'external' | 'memo' | 'single-flight' | 'query-cache' | 'sdk';
  /** Where the earlier token is kept, as the source writes it: `cachedToken`, `this.token`, `cache.get(key)`. */
  store: string;
  span: Span;
  /** What it is lost with: each instance of a class or each call of a function keeps a token of its own. */
  heldBy?: Holder;
  /** What it is looked up by that comes with the call, a request or a turn of a loop. */
  keyedBy?: Root[];
  /** Looked up in a table of records that speaks of no token: what it keeps is what was asked for with one. */
  ofRecord?: true;
  /** Holds only where what is called keeps the token, which this file does not show. */
  ifStored?: true;
}

export type Holder = { kind: 'class'; cls: number } | { kind: 'function'; fn: FunctionId };

/** A cache that does not work, and why. */
export interface BrokenReuse {
  reason: 'never-read' | 'local-to-function' | 'key-too-small' | 'built-per-call';
  store: string;
  span: Span;
  /** For `key-too-small`: the parameters of the function that the request depends on and the guard does not look at. */
  params?: number[];
}
