/** @azure/identity: credentials keep their tokens, unless they are built for each call. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isSoleAccount } from '../accounts/sole-account.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, walk } from '../source/nodes.js';
import { hoist, madeBy } from './hoist.js';
import { secretBeside } from './secret-beside.js';

export function azureToCachedClient(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const made = credentialOf(context, site);
  return made ? hoist(context, made) : 'shape-not-modelled';
}

/** The `new` expression that the site is, or that its receiver was made by. */
function credentialOf(context: SiteContext, site: RequestSite): ts.NewExpression | null {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call) return null;
  if (ts.isNewExpression(call)) return call;
  const { expression: callee } = call;
  return ts.isPropertyAccessExpression(callee) ? madeBy(context, callee.expression) : null;
}

/**
 * `new UsernamePasswordCredential(tenant, client, user, password)` becomes `new ClientSecretCredential(tenant, client, secret)`, where
 * the file itself reads the secret beside the client's id (`process.env.CLIENT_ID`, `process.env.CLIENT_SECRET`).
 */
export function azureToClientCredentials(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  const { parsed } = context;
  const made = credentialOf(context, site);
  const [tenant, client, user, password] = made?.arguments ?? [];
  if (!made || !tenant || !client || !user || !password) return 'shape-not-modelled';
  const name = ts.isPropertyAccessExpression(made.expression) ? made.expression.name : made.expression;
  if (!ts.isIdentifier(name) || parsed.text.includes('ClientSecretCredential')) return 'shape-not-modelled';
  const secret = secretBeside(parsed, client);
  if (secret === null) return 'no-client-secret';
  if (/\.getToken\(\s*\[?\s*(['"`])(?![^'"`]*\.default\1)/.test(parsed.text)) return 'scope-unknown';
  if (!isSoleAccount(context, [user, password])) return 'account-not-single';
  const edits: SiteRewrite['edits'] = [{ start: user.getStart(), end: password.end, text: secret }];
  for (const { start, end } of namesOf(parsed.tree, name.text))
    edits.push({ start, end, text: 'ClientSecretCredential' });
  const className = made.expression.getText().replace(name.text, 'ClientSecretCredential');
  const hoisted = site.reused ? null : hoist(context, made, className);
  if (typeof hoisted === 'string' && hoisted !== 'already-reused') return hoisted;
  const own = hoisted === null || typeof hoisted === 'string' ? null : hoisted;
  return {
    edits: [...(own?.edits ?? []), ...edits],
    kept: [],
    imports: [],
    form: 'other',
    note: 'Register the client’s permissions as application permissions before this is deployed.',
  };
}

function namesOf(tree: ts.Node, text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  walk(tree, (node) => {
    if (ts.isIdentifier(node) && node.text === text) found.push({ start: node.getStart(), end: node.end });
  });
  return found;
}
