/** What a walk up from a request is made of: places on the way, where a way ends, and the state between. */
import type {
  CallbackRole,
  FileFacts,
  FunctionId,
  Grant,
  LoopFact,
  Root,
  Span,
  TokenRequest,
} from '../facts.js';
import type { ClassPlace } from './caller.js';

/** A place on the way down: a call in a function of a file. */
export interface Step {
  file: string;
  fn: FunctionId;
  span: Span;
}

export interface PathEnd {
  kind: 'loop' | 'entry' | 'top' | 'cached' | 'uncalled' | 'per-call' | 'test' | 'recovery' | 'kept';
  /** For `loop`: the statement, or the role of the callback; for `entry` the role. */
  loop: LoopFact | null;
  role: CallbackRole | null;
  /** For `loop`: the call inside the loop that leads to the request. */
  site: Step | null;
  /** From the outermost call down to the request. */
  steps: Step[];
  /** Distance in calls from the request. */
  depth: number;
  /** Where a token is kept that is lost with its holder, which is made here again and again. */
  lost?: string;
  /** The grant that a caller on the way asks for. */
  grant?: Grant;
}

export interface RequestPaths {
  request: TokenRequest;
  facts: FileFacts;
  ends: PathEnd[];
  /** What the credentials come from, over all paths. */
  credentials: Root[];
  /** Grants that callers hand in. */
  callerGrants: Grant[];
}

/** Where a walk stands: a function, and what the request depends on as seen from there. */
export interface State {
  facts: FileFacts;
  fn: FunctionId;
  roots: Root[];
  credentials: Root[];
  /** Innermost first. */
  steps: Step[];
  stored: boolean;
  spent: boolean;
  kept: boolean;
  /** Position of the parameter of `fn` that a caller must leave out for the way down to be taken. */
  unlessGiven?: number | undefined;
  /** Position of the parameter of `fn` that brings the grant. */
  grantParam: number | null;
  /** The grant that a caller has written down on the way. */
  grant?: Grant | undefined;
  /** Set on the way up from where the holder of a kept token is made: the store that is lost with it. */
  lost?: string;
  /** The way leads through a call in a base class: only instances of this subclass take it. */
  subclass?: ClassPlace;
}

export const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

export const variesWith = (roots: Root[], loop: number) =>
  roots.some((root) => root.kind === 'loop' && root.loop === loop);
