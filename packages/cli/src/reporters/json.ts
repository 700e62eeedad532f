import type { Finding } from '@grant-migrate/analysis';
import type { Reporter } from './reporter.js';

/** The machine's form, fixed by its `version`: a change to a field here is a change for users. */
export const json: Reporter = (report) =>
  `${JSON.stringify(
    {
      version: 1,
      summary: {
        filesSeen: report.filesSeen,
        filesParsed: report.filesParsed,
        findings: report.findings.length,
        durationMs: report.durationMs,
        skipped: report.skipped,
      },
      findings: report.findings.map(plain),
    },
    null,
    2,
  )}\n`;

/** Names each field, so that what the analysis adds for its own use does not become part of the format. */
function plain(finding: Finding) {
  const { ruleId, severity, message, fingerprint, file, start, end } = finding;
  const { grant, client, provider, actor, paths, related, migrations } = finding;
  return {
    ...{ ruleId, severity, message, fingerprint, file, start, end },
    ...{ grant, client, provider, actor, paths, related, migrations },
  };
}
