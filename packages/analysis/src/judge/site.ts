/** A token request as the codemods see it. */
import type { RequestSite } from '../findings.js';
import { mainGrant, type JudgedRequest } from './judged.js';
import type { Reporter } from './report.js';

/** Without the findings that speak of it: those of the whole project are known only later. */
export function siteOf(judged: JudgedRequest, report: Reporter): Omit<RequestSite, 'findings'> {
  const { request, facts } = judged;
  const where = report.locate(facts.file);
  return {
    file: facts.file,
    start: where(request.span.start),
    end: where(request.span.end),
    client: request.client,
    kind: request.kind,
    grant: mainGrant(judged),
    provider: judged.provider?.name ?? null,
    actor: judged.actor,
    reused: request.reuse !== null || isKeptByCallers(judged),
    wire: request.wire,
  };
}

/** A wrapper that remembers stands before every way that would come here again. */
function isKeptByCallers({ ends }: JudgedRequest): boolean {
  return (
    ends.some(({ kind, role }) => kind === 'cached' && role?.kind === 'memo') &&
    !ends.some(({ kind }) => /^(entry|loop|per-call|recovery|uncalled)$/.test(kind))
  );
}
