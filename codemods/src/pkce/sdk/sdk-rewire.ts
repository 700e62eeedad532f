/**
 * From an SDK's password call to the same SDK's redirect. One file a library, one list in `index.ts`: a newcomer adds a file
 * and a fixture, and nothing else.
 */
import type { Project, RequestSite } from '@grant-migrate/analysis';
import type { SiteRewrite } from '../../cached-client/rewrite.js';
import type { Edit } from '../../plan.js';
import type { ReasonCode } from '../../reasons.js';
import type { LocalNames } from '../../source/import-names.js';
import type { ParsedFile } from '../../source/parsed-file.js';
import type { Style } from '../../source/style.js';
import type { Application } from '../application.js';
import type { Files } from '../files.js';
import type { Scaffold } from '../framework.js';

export interface SdkContext {
  project: Project;
  application: Application;
  /** Each parsed once for all sites. */
  files: Files;
  /** The file of the site. */
  parsed: ParsedFile;
  style: Style;
  names: LocalNames;
}

interface SdkRewrite extends Pick<SiteRewrite, 'edits' | 'kept' | 'imports'> {
  /** One sentence for a person. */
  note: string;
  /** What a person still has to do, one sentence each, in the order of work. */
  steps: string[];
  /** As the provider must know the application: where it takes the answer, and whether it keeps a secret. */
  client: Pick<Scaffold['client'], 'clientType' | 'redirectUris'>;
  /** Files of the flow, where the SDK has a place for it and not the flow itself. */
  adds?: Pick<Scaffold, 'files' | 'packages' | 'settings'>;
  /** Edits that belong to it, wherever they are, in the site's file too: the SDK's configuration, its routes. */
  around?: readonly Edit[];
}

/** Asked for every site of its library where a person signs in; null: the framework's scaffold serves better. */
export type RewireSdk = (context: SdkContext, site: RequestSite) => SdkRewrite | ReasonCode | null;
