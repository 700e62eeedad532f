/** adal-node: its cache is one for the process, so that only the grant is left to change. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { isSoleAccount } from '../accounts/sole-account.js';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { withRegistration } from '../client-credentials/registration.js';
import type { ReasonCode } from '../reasons.js';
import { callAt, memberName, spanOf } from '../source/nodes.js';
import { secretBeside } from './secret-beside.js';

/**
 * `acquireTokenWithUsernamePassword(resource, user, password, client, done)` becomes
 * `acquireTokenWithClientCredentials(resource, client, secret, done)`, where the file reads the secret beside the client's id.
 */
export function adalToClientCredentials(context: SiteContext, site: RequestSite): SiteRewrite | ReasonCode {
  if (site.actor !== 'machine') return 'not-a-machine';
  const { parsed } = context;
  const call = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  const [resource, user, password, client] = call?.arguments ?? [];
  if (!call || !resource || !user || !password || !client || !ts.isPropertyAccessExpression(call.expression))
    return 'shape-not-modelled';
  if (memberName(call.expression) !== 'acquireTokenWithUsernamePassword') return 'shape-not-modelled';
  const secret = secretBeside(parsed, client);
  if (secret === null) return 'no-client-secret';
  const around = parsed.text.slice(0, call.getStart()) + parsed.text.slice(call.end);
  if (/\brefreshToken\b|acquireTokenWithRefreshToken/.test(around)) return 'refresh-token-used';
  if (/\b(userId|isUserIdDisplayable|familyName|givenName|oid)\b/.test(around)) return 'user-identity-used';
  if (!isSoleAccount(context, [user, password])) return 'account-not-single';
  const comma = parsed.text.slice(password.end, client.getStart());
  return withRegistration({
    edits: [
      { ...spanOf(call.expression.name), text: 'acquireTokenWithClientCredentials' },
      { start: user.getStart(), end: client.end, text: client.getText() + comma + secret },
    ],
    kept: [spanOf(client)],
    imports: [],
    form: 'other',
  });
}
