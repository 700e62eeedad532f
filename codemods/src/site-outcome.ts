import type { Finding, RequestSite } from '@grant-migrate/analysis';
import type { SiteRewrite } from './cached-client/rewrite.js';
import type { SiteOutcome } from './plan.js';
import { sentenceOf, type ReasonCode } from './reasons.js';

const NOTES: Record<SiteRewrite['form'], string> = {
  'access-token': 'The access token comes from the token client, which reuses it until it expires.',
  'token-response': 'The token response comes from the token client, which reuses it until it expires.',
  transport:
    'The request goes through the token client’s drop-in: the response and its errors stay as they are.',
  other: '',
};

/** The finding that a site's outcome is reported under. */
export type FindingOf = (site: RequestSite, rule?: Finding['ruleId']) => Finding | undefined;

export function migrated(
  site: RequestSite,
  finding: Finding | undefined,
  to: string,
  rewrite: SiteRewrite,
  edits: number[],
): SiteOutcome {
  const note = [NOTES[rewrite.form], rewrite.note].filter(Boolean).join(' ');
  return { ...reported(site, finding, to), status: 'migrated', reason: null, note, edits };
}

export function skipped(
  site: RequestSite,
  finding: Finding | undefined,
  to: string,
  reason: ReasonCode,
  edits: number[] = [],
): SiteOutcome {
  return { ...reported(site, finding, to), status: 'skipped', reason, note: sentenceOf(reason), edits };
}

/** What every outcome says of its site. */
export function reported(
  site: RequestSite,
  finding: Finding | undefined,
  to: string,
): Pick<SiteOutcome, 'file' | 'line' | 'ruleId' | 'fingerprint' | 'to'> {
  return {
    file: site.file,
    line: site.start.line,
    ruleId: finding?.ruleId ?? 'require-token-reuse',
    fingerprint: finding?.fingerprint ?? site.findings[0] ?? '',
    to,
  };
}
