/** Rule `require-token-reuse`: a token request that nothing caches, though something reaches it again and again. */
import type { CallbackRole } from '../facts.js';
import type { Finding } from '../findings.js';
import type { PathEnd } from '../link/path-ends.js';
import type { AnalyzeOptions } from '../project.js';
import type { JudgedRequest } from './judged.js';
import type { Reporter } from './report.js';
import { endsOfReusable, isReusable, isSentByClient } from './reusable.js';

const HOW_OFTEN: Partial<Record<CallbackRole['kind'], string>> = {
  http: 'HTTP request',
  message: 'message',
  job: 'run of the job',
  mount: 'mount',
  event: 'action of the user',
  interceptor: 'outgoing call',
};

export function requireTokenReuse(
  judged: JudgedRequest,
  report: Reporter,
  options: AnalyzeOptions,
): Finding[] {
  const { request, facts } = judged;
  const ends = endsOfReusable(judged);
  if (judged.silent || !isReusable(judged) || isSentByClient(judged)) return [];
  // A test signs in for itself; a helper of the suite that is called in a loop is as slow as any other.
  const looped = ends.some((end) => end.kind === 'loop');
  if (judged.actor === 'test' && !looped) return [];
  const shared =
    request.broken?.reason === 'key-too-small' &&
    !ends.some((end) => end.kind === 'cached' && end.depth === 0);
  if (shared) {
    const message = `Two users could share a token here: it is kept in \`${request.broken!.store}\`, which is not told apart by everything that the request depends on (user, scope, client). Key it by all of them.`;
    return [
      report.finding(
        'require-token-reuse',
        'error',
        message,
        { file: facts.file, span: request.span },
        judged,
        ends.filter((end) => end.kind === 'entry' || end.kind === 'loop' || end.kind === 'per-call'),
      ),
    ];
  }
  // One request for people and for the machine: the machine's token is kept for nobody.
  const both = judged.grants.includes('password') && judged.grants.includes('client_credentials');
  if (request.recovery || (judged.actor === 'interactive-user' && !both)) return [];
  // A request that itself stands in the loop is the loop rule's alone.
  if (
    ends.some(
      (end) =>
        end.kind === 'loop' && end.site?.file === facts.file && end.site.span.start === request.span.start,
    )
  )
    return [];
  const at = { file: facts.file, span: request.span };
  // Who signs in is not known and nothing but a loop tells that it is the same one each time: a person's login is no finding.
  if (judged.actor === 'unknown' && judged.grants.includes('password') && !both && !looped) return [];
  const again = ends.filter((end) => end.kind === 'entry' || end.kind === 'loop' || end.kind === 'per-call');
  if (again.length === 0) {
    if (options.preset !== 'strict' || !ends.some((end) => end.kind === 'uncalled')) return [];
    return [
      report.finding(
        'require-token-reuse',
        'warning',
        'A new token on every call, and nothing here keeps it. Nothing in this project calls it: its callers decide how often.',
        at,
        judged,
      ),
    ];
  }
  const certain = again.filter((end) => end.kind !== 'per-call');
  const often = frequency(certain);
  const limit = judged.provider?.limit
    ? ` ${judged.provider.limit}`
    : ' Providers answer 429 to clients that do so.';
  const broken =
    request.broken?.reason === 'built-per-call'
      ? ' The SDK keeps its tokens in an object that is built for each call: build it once.'
      : '';
  const lost = again.find((end) => end.lost !== undefined)?.lost;
  const anew =
    lost === undefined
      ? ''
      : ` It is kept in \`${lost}\`, which is lost with what holds it: build that once.`;
  const message = `A new token for each ${often}, though each is valid for its lifetime: request it once and reuse it until it expires.${broken}${anew}${limit}`;
  return [
    report.finding(
      'require-token-reuse',
      certain.length > 0 ? 'error' : 'warning',
      message,
      at,
      judged,
      again,
    ),
  ];
}

function frequency(ends: PathEnd[]): string {
  const kinds = [
    ...new Set(
      ends
        .map(
          (end) =>
            (end.role && HOW_OFTEN[end.role.kind]) ?? (end.kind === 'loop' ? 'turn of a loop' : undefined),
        )
        .filter((one) => one !== undefined),
    ),
  ];
  return kinds.length === 0 ? 'call' : kinds.slice(0, 2).join(' and each ');
}
