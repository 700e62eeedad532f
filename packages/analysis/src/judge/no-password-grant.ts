/** Rule `no-password-grant`: every token request that sends the password grant, at the request. */
import type { Finding } from '../findings.js';
import type { AnalyzeOptions } from '../project.js';
import type { JudgedRequest } from './judged.js';
import type { Reporter } from './report.js';

const WHO: Record<JudgedRequest['actor'], string> = {
  machine: 'A machine signs in here: client credentials serve it.',
  'interactive-user':
    'A person signs in here: Authorization Code with PKCE serves them, and the application never sees the password.',
  test: 'A test signs in here: use client credentials or a token made for tests.',
  unknown: 'Use Authorization Code with PKCE for people, client credentials for machines.',
};

export function noPasswordGrant(judged: JudgedRequest, report: Reporter, options: AnalyzeOptions): Finding[] {
  if (judged.silent) return [];
  const { request, facts } = judged;
  const at = { file: facts.file, span: request.span };
  if (judged.grants.includes('password')) {
    const grantless = judged.undecided
      ? 'The grant is configured elsewhere, but a user name and password are sent with it: the password grant '
      : request.grantless
        ? 'User name and password sent to a token endpoint: the password grant by behaviour, '
        : 'OAuth 2.0 password grant: ';
    const vendor = judged.provider?.password ? ` ${judged.provider.password}` : '';
    const message = `${grantless}MUST NOT be used (RFC 9700 section 2.4). ${WHO[judged.actor]}${vendor}`;
    return [
      report.finding('no-password-grant', judged.actor === 'test' ? 'warning' : 'error', message, at, judged),
    ];
  }
  if (options.preset === 'strict' && judged.grants.every((grant) => grant === 'unknown')) {
    const message =
      'Which grant this token request sends cannot be decided here: it comes from configuration or from the caller.';
    return [report.finding('no-password-grant', 'warning', message, at, judged)];
  }
  return [];
}
