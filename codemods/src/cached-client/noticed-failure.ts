/** Whether the program would see that a refused request fails in another way than before. */
import { ts } from 'ts-morph';
import type { WireShape } from '@grant-migrate/analysis';
import { sourcesIn } from '../client-credentials/account-sources.js';
import { valueAt } from '../source/nodes.js';
import type { ClientResult } from './clients.js';
import { ANY_HANDLER, errorIsRead } from './error-handling.js';
import { failureIsRead } from './failure-reads.js';
import { helperOf } from './helper.js';
import type { Segment } from './result-flow.js';
import { usesOf } from './result-uses.js';
import type { SiteContext } from './site-context.js';

/**
 * The token client rejects, with an error of its own. Clients that reject, too, are noticed by whoever reads more of the error
 * than it has; clients that resolve refusals by whoever tests the answer or catches anything, and where callers bring the account: a
 * wrong one is then part of the program's work, and what comes of it must stay.
 */
export function isFailureNoticed(
  context: SiteContext,
  wire: WireShape,
  call: ts.CallExpression,
  client: ClientResult,
  flow: Segment,
): boolean {
  const { parsed } = context;
  const same = client.resolvesRefusals ? ANY_HANDLER : client.errorMembers;
  if (errorIsRead(parsed, call, same) || context.hasLastHandler(client.errorMembers)) return true;
  const helper = helperOf(parsed, call);
  if (helper && context.errorsReadElsewhere(helper, same)) return true;
  if (!client.resolvesRefusals) return false;
  return failureIsRead(context, call, usesOf(flow)) || isGivenAccount(context, wire);
}

/** Callers bring the password or the secret. */
function isGivenAccount({ parsed }: SiteContext, { parameters, basicAuth }: WireShape): boolean {
  const spans = parameters.flatMap(({ key, value }) =>
    /^(password|client_secret)$/.test(key) && value.span ? [value.span] : [],
  );
  return [...spans, ...(basicAuth ? [basicAuth.password] : [])].some((span) => {
    const node = valueAt(parsed, span);
    return node !== undefined && sourcesIn(parsed, node).length > 0;
  });
}
