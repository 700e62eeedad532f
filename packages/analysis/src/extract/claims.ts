/** One report a literal: a grant that a known client sends is not reported again at a wrapper around it. */
import type { Node } from '../values/bindings.js';
import type { Payload } from '../values/payload.js';
import type { Entry } from '../values/value.js';
import { grantEntries } from './payloads.js';

/** A grant is known by where it is written. */
export const claimOf = (entry: Entry) => entry.node?.range[0] ?? entry.span[0];

export function claim(payload: Payload, claimed: Set<number>): void {
  for (const entry of grantEntries(payload)) claimed.add(claimOf(entry));
}

/** A payload and how the call carries it. */
export interface Carried {
  payload: Payload;
  where: 'body' | 'query';
  node: Node;
}
