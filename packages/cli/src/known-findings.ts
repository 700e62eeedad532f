import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '@grant-migrate/analysis';
import { CannotRun } from './errors.js';
import type { Report } from './report.js';
import type { Workspace } from './workspace/workspace.js';

export interface BaselineArguments {
  baseline?: string;
  updateBaseline: boolean;
  prune: boolean;
}

/** The options of every command that sets known findings aside. */
export const baselineOptions = {
  baseline: { type: 'string', requiresArg: true },
  'update-baseline': { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
} as const;

/** Sets aside what the baseline knows, and writes it anew when that is asked for. `partly`: not all findings are here. */
export async function withoutKnown(
  found: Finding[],
  { baseline, updateBaseline, prune }: BaselineArguments,
  { inScope, config, root }: Pick<Workspace, 'inScope' | 'config' | 'root'>,
  cwd: string,
  partly: boolean,
): Promise<Pick<Report, 'findings' | 'baseline'>> {
  const path =
    baseline !== undefined ? resolve(cwd, baseline) : config.baseline && resolve(root, config.baseline);
  if (path === undefined) {
    if (updateBaseline || prune)
      throw new CannotRun(`${updateBaseline ? '--update-baseline' : '--prune'} needs --baseline FILE.`);
    return { findings: found, baseline: null };
  }
  const { applyBaseline, readBaseline, updatedEntries, writeBaseline } = await import('./baseline.js');
  const earlier = updateBaseline && !existsSync(path) ? [] : readBaseline(path);
  const entries = updateBaseline ? updatedEntries(found, earlier, inScope) : earlier;
  const today = new Date().toISOString().slice(0, 10);
  const { fresh, known, gone } = applyBaseline(found, entries, inScope, today);
  if (updateBaseline) writeBaseline(path, entries);
  else if (prune) {
    const left = entries.filter((entry) => !gone.includes(entry));
    writeBaseline(path, left);
  }
  // With a part of the findings only, what is missing is not gone.
  return { findings: fresh, baseline: { known, gone: prune || partly ? 0 : gone.length } };
}
