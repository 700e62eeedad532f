/** Rule `no-token-request-in-loop`: the call inside a loop that leads to the same token request at each turn. */
import type { Finding } from '../findings.js';
import type { PathEnd } from '../link/path-ends.js';
import type { JudgedRequest } from './judged.js';
import type { Reporter } from './report.js';
import { endsOfReusable, isReusable } from './reusable.js';

export function noTokenRequestInLoop(judged: JudgedRequest, report: Reporter): Finding[] {
  if (judged.silent || !isReusable(judged)) return [];
  const bySite = new Map<string, PathEnd[]>();
  for (const end of endsOfReusable(judged)) {
    if (end.kind !== 'loop' || !end.site) continue;
    // A person who signs in again after a second factor is no loop.
    if (judged.actor === 'interactive-user' && !end.loop) continue;
    const key = `${end.site.file}:${end.site.span.start}`;
    bySite.set(key, [...(bySite.get(key) ?? []), end]);
  }
  return [...bySite.values()].map((ends) => {
    const { site, loop, role } = ends[0]!;
    const what = loop ? `\`${loop.text}\`` : `\`${role!.by}\``;
    const limit = judged.provider?.limit ? ` ${judged.provider.limit}` : '';
    const message = `The same token is requested again at each turn of ${what}, though it is valid for its lifetime: request it once and reuse it until it expires.${limit}`;
    return report.finding(
      'no-token-request-in-loop',
      'error',
      message,
      { file: site!.file, span: site!.span },
      judged,
      ends,
    );
  });
}
