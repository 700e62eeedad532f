/** `if (grantType === 'password') …`: the code has other grants already, and configuration says which one is sent. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { SiteContext } from '../cached-client/site-context.js';
import { callAt } from '../source/nodes.js';

const ASKS_FOR_PASSWORD =
  /grant\w*\W*\s*={2,3}\s*\W*(\w+\.)?password\b|\bpassword['"`]?\s*={2,3}\s*[\w.]*grant/i;

/** With another grant in it, the branch would say one thing and send another. */
export function isChosenByGrant({ parsed }: SiteContext, site: RequestSite): boolean {
  const call = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  for (let at: ts.Node | undefined = call; at && !ts.isFunctionLike(at); at = at.parent) {
    const { parent } = at;
    const condition =
      parent && ts.isIfStatement(parent) && parent.thenStatement === at
        ? parent.expression
        : parent && ts.isConditionalExpression(parent) && parent.whenTrue === at
          ? parent.condition
          : undefined;
    if (condition && ASKS_FOR_PASSWORD.test(condition.getText())) return true;
    if (ts.isCaseClause(at) && /\bpassword\b/.test(at.expression.getText())) {
      const { expression } = at.parent.parent;
      if (/grant/i.test(expression.getText())) return true;
    }
  }
  return false;
}
