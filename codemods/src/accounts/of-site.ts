/** Who a site signs in, and by which client: as text that is equal for equal accounts in all files of the project. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { SiteContext } from '../cached-client/site-context.js';
import { callAt, valueAt, walk } from '../source/nodes.js';
import { oneValue } from './one-value.js';

export interface SiteAccount {
  /** Null where it cannot be told. */
  user: string | null;
  client: string | null;
}

const USER = /^['"]?(username|user_name)['"]?$/;
const CLIENT = /^['"]?(client_?id)['"]?$/i;

export function accountOfSite(context: SiteContext, site: RequestSite): SiteAccount {
  const { parsed } = context;
  const { wire } = site;
  const valueOf = (node: ts.Node | undefined): string | null =>
    node ? oneValue(context, parsed, node) : null;
  if (wire) {
    const part = (key: string): ts.Node | undefined => {
      const { value } = wire.parameters.find((one) => one.key === key) ?? {};
      return value?.span ? valueAt(parsed, value.span) : undefined;
    };
    const basic = wire.basicAuth && valueAt(parsed, wire.basicAuth.username);
    return { user: valueOf(part('username')), client: valueOf(part('client_id') ?? basic ?? undefined) };
  }
  const call = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  return { user: valueOf(call && memberIn(call, USER)), client: valueOf(call && memberIn(call, CLIENT)) };
}

function memberIn(call: ts.Node, name: RegExp): ts.Node | undefined {
  let found: ts.Node | undefined;
  walk(call, (node) => {
    if (ts.isPropertyAssignment(node) && name.test(node.name.getText())) found ??= node.initializer;
    if (ts.isShorthandPropertyAssignment(node) && name.test(node.name.text)) found ??= node.name;
    return found === undefined && (node === call || !ts.isFunctionLike(node));
  });
  return found;
}
