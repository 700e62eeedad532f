/** What a rewire of a Next.js application is made with. */
import type { Sources } from '../browser/sources.js';
import type { Entry } from './entry.js';
import type { Layout } from './layout.js';

export interface NextContext {
  layout: Layout;
  sources: Sources;
  /** The specifier by which a file imports a module of the flow. */
  moduleFor(file: string, name: string): string;
  /** The application's own middleware, and whether it waits for the renewal: nothing of it may be touched otherwise. */
  middleware: { file: string; waits: boolean } | null;
  /** Sign-ins that are migrated with this one: what they write is gone, too. */
  others: readonly Entry[];
}
