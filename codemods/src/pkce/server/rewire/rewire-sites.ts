/** All sign-ins of an application: each whole or not at all, then what they leave behind in their files. */
import type { RequestSite } from '@grant-migrate/analysis';
import { addImports } from '../../../imports/add-imports.js';
import { leftovers } from '../../../imports/leftovers.js';
import { withoutTwins } from '../../../edits/compare.js';
import type { Edit } from '../../../plan.js';
import { takeBlankLines } from '../../../source/lines.js';
import { moduleStyleOf } from '../../../source/module-style.js';
import { styleOf } from '../../../source/style.js';
import type { Application } from '../../application.js';
import type { Rewire } from '../../framework.js';
import { leftBehind } from './aftermath.js';
import { rewireSite, type Remembered, type RewireContext, type SiteRewire } from './rewire-site.js';

/** A name that a file of the application gets from the flow. */
export interface NeededName {
  file: string;
  /** As the file imports it: './auth/tokens.js'. */
  module: string;
  name: string;
}

export interface Rewired {
  rewires: Rewire[];
  wiring: Edit[];
  remembered: Remembered[];
  steps: string[];
}

/**
 * @param mount edits that bring the flow into the application, and the names that they need
 * @param tokens the import of `getAccessToken` for a file
 */
export function rewireSites(
  sites: readonly RequestSite[],
  application: Application,
  context: RewireContext,
  mount: { edits: Edit[]; names: NeededName[] },
  tokens: (file: string) => NeededName,
): Rewired {
  const results = sites.map((site) => rewireSite(site, context));
  const done = results.filter((result): result is SiteRewire => 'edits' in result);
  const names = [...mount.names, ...done.flatMap(({ calling }) => [...calling].map(tokens))];
  const edited = new Set([...mount.edits, ...done.flatMap(({ edits }) => edits)].map(({ file }) => file));
  const shared: Edit[] = [];
  for (const file of edited) shared.push(...sharedEdits(file, application, context, mount, done, names));
  const own = done.flatMap(({ edits }) => edits);
  const aftermath = leftBehind(
    context.files,
    context.sources,
    withoutTwins([...own, ...mount.edits, ...shared]),
  );
  return {
    rewires: results.map((result): Rewire => {
      if (!('edits' in result))
        return { site: result.site, outcome: { reason: result.reason, note: result.note } };
      const note =
        'The route leads to the sign-in at the authorization server; no password is taken any more.';
      return { site: result.site, outcome: { edits: withoutTwins([...result.edits, ...shared]), note } };
    }),
    wiring: withoutTwins([...mount.edits, ...shared]),
    remembered: lastOfEach(done.flatMap(({ remembered }) => remembered)),
    steps: [...new Set([...done.flatMap(({ steps }) => steps), ...aftermath])],
  };
}

/** Imports, and what nothing in the file uses any more. */
function sharedEdits(
  file: string,
  { manifest }: Application,
  { files }: RewireContext,
  mount: { edits: Edit[] },
  done: readonly SiteRewire[],
  names: readonly NeededName[],
): Edit[] {
  const parsed = files(file);
  if (!parsed) return [];
  const own = [...mount.edits, ...done.flatMap(({ edits }) => edits)].filter((edit) => edit.file === file);
  const gone = leftovers(parsed, own, []);
  const needed = names
    .filter((name) => name.file === file)
    .map(({ module, name }) => ({ module, name, local: name }))
    .filter((name, index, list) => list.findIndex((other) => other.name === name.name) === index);
  const edits = addImports(parsed, gone, needed, moduleStyleOf(parsed, manifest.type), styleOf(parsed));
  // Blank lines that meet where something of a site went are taken with what the sites share.
  return takeBlankLines(parsed.text, edits).map((edit) => ({ file, ...edit }));
}

/** One value a member: two sign-ins of one application keep the same of a person. */
function lastOfEach(remembered: readonly Remembered[]): Remembered[] {
  return [...new Map(remembered.map((one) => [one.member, one])).values()];
}
