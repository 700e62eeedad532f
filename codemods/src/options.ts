export type MigrationTarget = 'auto' | 'cached-client' | 'client-credentials' | 'pkce';

export interface MigrationOptions {
  to: MigrationTarget;
  /** For `pkce`: which scaffold, when the manifest does not tell. */
  framework?: string;
  /** Only sites in these files (posix paths from the root). */
  files?: readonly string[];
  /** Only sites that one of these findings speaks of: an interactive choice plans again with what was chosen. */
  fingerprints?: readonly string[];
}
