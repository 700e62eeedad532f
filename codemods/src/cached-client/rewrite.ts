import type { Span } from '@grant-migrate/analysis';

/** What rewriting one site changes in its file, before imports and leftovers are looked at. */
export interface SiteRewrite {
  edits: { start: number; end: number; text: string }[];
  /** Pieces of replaced text that the new text repeats: names in them are still used. */
  kept: Span[];
  /** What the new text calls, by the module that exports it. */
  imports: { module: string; name: string }[];
  /** The form, for the note to a person. */
  form: 'access-token' | 'token-response' | 'transport' | 'other';
  /** What a person should know about this rewrite, beyond its form. */
  note?: string;
}

export const TOKEN_CLIENT = '@grant-migrate/token-client';
export const TRANSPORTS = `${TOKEN_CLIENT}/transports`;
