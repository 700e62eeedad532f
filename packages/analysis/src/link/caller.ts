/** A use of a function, and the file that it stands in. */
import type { FileFacts, Use } from '../facts.js';

export interface Caller {
  file: string;
  facts: FileFacts;
  use: Use;
  /** Resolved by imports and classes, not by resemblance. */
  exact: boolean;
  /** A call in a base class: only instances of this subclass come here. */
  subclass?: ClassPlace;
}

export interface ClassPlace {
  file: string;
  cls: number;
}
