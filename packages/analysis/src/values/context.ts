/** What an evaluation carries with it. The rooms of this folder call each other through it, not by import. */
import type { SourceTree } from '../source/tree.js';
import type { Node } from './bindings.js';
import type { Value } from './value.js';

/** Deep enough for what people write, shallow enough to end on cyclic definitions. */
export const MAX_DEPTH = 12;

/** State of one evaluation, made by `createEvaluation`; a copy with other members goes on from there. */
export interface EvaluateContext {
  tree: SourceTree;
  depth: number;
  /** Arguments for parameters of functions that the evaluation went into. */
  bound: ReadonlyMap<Node, readonly Node[]>;
  /** What `node` can be. Never throws; what is not understood is `unknown`. */
  evaluate(this: EvaluateContext, node: Node): Value;
}
