import { createHash } from 'node:crypto';
import type { Reporter } from './reporter.js';

/** GitLab's Code Quality report: a list, shown beside the lines of a merge request. */
export const gitlab: Reporter = ({ findings }) =>
  `${JSON.stringify(
    findings.map(({ ruleId, severity, message, fingerprint, file, start, end }) => ({
      description: message,
      check_name: ruleId,
      // GitLab wants a short one; equal inputs stay equal.
      fingerprint: createHash('sha256').update(fingerprint).digest('hex').slice(0, 40),
      severity: severity === 'error' ? 'major' : 'minor',
      location: { path: file, lines: { begin: start.line, end: end.line } },
    })),
    null,
    2,
  )}\n`;
