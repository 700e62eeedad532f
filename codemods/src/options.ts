export type MigrationTarget = 'auto' | 'cached-client' | 'client-credentials' | 'pkce';

export interface MigrationOptions {
  to: MigrationTarget;
  /** For `pkce`: which scaffold, when the manifest does not tell. */
  framework?: string;
  /** Seconds for which a token that leaves the process must still be valid: such sites are migrated only when this is given. */
  minimumLifetime?: number;
  /** Only sites in these files (posix paths from the root). */
  files?: readonly string[];
  /** Only sites that one of these findings speaks of: an interactive choice plans again with what was chosen. */
  fingerprints?: readonly string[];
}
