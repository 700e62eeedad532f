/** The judge stage: facts and paths in, findings out. */
import type { FileFacts, ServerGrant } from '../facts.js';
import type { Finding } from '../findings.js';
import type { AnalyzeOptions } from '../project.js';
import type { JudgedRequest } from './judged.js';
import { noPasswordGrant } from './no-password-grant.js';
import { noTokenRequestInLoop } from './no-token-request-in-loop.js';
import type { Reporter } from './report.js';
import { requireTokenReuse } from './require-token-reuse.js';

/** What the rules say of one request. */
export function judge(judged: JudgedRequest, report: Reporter, options: AnalyzeOptions): Finding[] {
  return [
    ...noPasswordGrant(judged, report, options),
    ...noTokenRequestInLoop(judged, report),
    ...requireTokenReuse(judged, report, options),
  ];
}

/** Rule `no-password-grant-server`, off in the recommended preset. */
export function judgeServers(facts: FileFacts, grants: readonly ServerGrant[], report: Reporter): Finding[] {
  const where = report.locate(facts.file);
  return grants.map((grant) => ({
    ruleId: 'no-password-grant-server',
    severity: 'warning',
    message:
      'This authorization server accepts the password grant: OAuth 2.1 leaves it out, and RFC 9700 section 2.4 forbids its use.',
    fingerprint: report.fingerprint('no-password-grant-server', facts.file, grant.span),
    file: facts.file,
    start: where(grant.span.start),
    end: where(grant.span.end),
    grant: 'password',
    client: grant.library,
    provider: null,
    actor: 'unknown',
    paths: [],
    related: [],
    migrations: [],
  }));
}
