/** SDKs that have the flow themselves: their call is exchanged where it stands, no scaffold is needed around it. */
import type { Project, RequestSite } from '@grant-migrate/analysis';
import type { Application } from '../application.js';
import type { Rewire } from '../framework.js';

export interface SdkContext {
  project: Project;
  application: Application;
  site: RequestSite;
}

/** One function an SDK, by the analysis' name of the client; null when the site is better served by a framework's scaffold. */
const rewires: Record<string, (context: SdkContext) => Rewire | null> = {};

export function sdkRewire(context: SdkContext): Rewire | null {
  return rewires[context.site.client]?.(context) ?? null;
}
