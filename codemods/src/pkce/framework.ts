/**
 * What a framework adds to the flow. One folder a framework under `frameworks/`, one list in `frameworks/index.ts`: a
 * newcomer adds a folder and a fixture, and nothing else.
 */
import type { Finding, Project, RequestSite } from '@grant-migrate/analysis';
import type { Edit } from '../plan.js';
import type { ReasonCode } from '../reasons.js';
import type { Application } from './application.js';
import type { GuideContext } from './guide/provider-guide.js';

export interface Framework {
  /** The name that `--framework` takes: 'express', 'next-app', 'vue', … */
  name: string;
  /** Where the tokens are kept: a server comes before a browser when an application has both (RFC 10017 section 6.1). */
  side: 'server' | 'browser' | 'command-line';
  /** What in the application says that it is written with this framework, in words for a person; null when nothing does. */
  detect(application: Application, project: Project): string | null;
  /** The flow for this application. Called once an application, with every site of it that signs a person in. */
  scaffold(context: ScaffoldContext): Scaffold;
}

export interface ScaffoldContext {
  project: Project;
  application: Application;
  sites: readonly RequestSite[];
  /** The finding that speaks of a site; its paths lead from the route to the request. */
  findingOf(site: RequestSite): Finding | undefined;
}

/** Everything that one application gets. Paths are posix paths from the project's root. */
export interface Scaffold {
  /** New files. One that is there already is left as it is: the scaffold was made by an earlier run. */
  files: { file: string; text: string }[];
  /** What the new files import and the manifest does not name yet. */
  packages: { name: string; range: string; dev?: boolean }[];
  /** Changes of the application's own files, each tied to the site that it migrates. One for each site. */
  rewires: Rewire[];
  /**
   * Edits that bring the new files into the application (the router is mounted, the provider registered). They come with the
   * files, whether or not a site could be rewired.
   */
  wiring: Edit[];
  /** What a person still has to do in the application, one sentence each, in the order of work; for AUTH-MIGRATION.md. */
  steps: string[];
  /** Environment variables that the new files read, in the order of `.env.example`. */
  settings: { name: string; value: string; purpose: string }[];
  /** What the provider must know of the client. */
  client: Omit<GuideContext, 'tokenEndpoint'>;
}

export interface Rewire {
  site: RequestSite;
  /** The edits that make the site a redirect, or why it is left: then nothing around it is touched (checklist 15). */
  outcome:
    | {
        edits: Edit[];
        note: string;
        /** What a person still has to do about this site, one sentence each, in the order of work. */
        steps?: string[];
        /** What the provider must know, where the site brings its own client: an SDK's own flow. */
        client?: Scaffold['client'];
        /** Files of the flow that come with this site alone. */
        adds?: Pick<Scaffold, 'files' | 'packages' | 'settings'>;
      }
    | { reason: ReasonCode; note: string };
}
