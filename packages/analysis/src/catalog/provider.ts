import type { Grant } from '../facts.js';

/** A provider of tokens: how its requests are recognised and what its users must know. */
export interface Provider {
  name: string;
  title: string;
  docs: string;
  /** Matches the token endpoint's text (unknown pieces are `${}`). */
  url: RegExp;
  /** Matches names of environment variables and configuration keys, as a weaker sign. */
  names?: RegExp;
  /** One sentence for a reuse or loop finding. */
  limit?: string;
  /** One sentence for a password-grant finding. */
  password?: string;
  /** Grants of its own that ask for a machine's token. */
  machineGrants?: Grant[];
}
