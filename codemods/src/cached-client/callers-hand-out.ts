/** Whether the callers of a helper hand its token out of the process. */
import { ts } from 'ts-morph';
import { helperOf } from './helper.js';
import { isHandedOut } from './leaves-process.js';
import { usesOfHelper } from './recovery.js';
import type { SiteContext } from './site-context.js';
import type { ResultUse } from './result-uses.js';

/** How far callers that return it are followed inside the file. */
const DEPTH = 3;

export function callersHandOut(
  context: Pick<SiteContext, 'parsed' | 'leavesElsewhere'>,
  call: ts.Node,
  uses: readonly ResultUse[],
): boolean {
  // A helper that uses the token itself gives its callers something else.
  if (!uses.some(({ node }) => isHandedOut(context.parsed, node) === 'returned')) return false;
  return handedOutFrom(context, call, DEPTH);
}

function handedOutFrom(
  context: Pick<SiteContext, 'parsed' | 'leavesElsewhere'>,
  call: ts.Node,
  depth: number,
): boolean {
  const { parsed, leavesElsewhere } = context;
  const helper = helperOf(parsed, call);
  if (!helper || depth === 0) return false;
  const own = usesOfHelper(parsed, call).some((use) => {
    const way = isHandedOut(parsed, use.parent);
    return way === 'sent' || (way === 'returned' && handedOutFrom(context, use, depth - 1));
  });
  return own || leavesElsewhere(helper);
}
