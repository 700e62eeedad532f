/** Whether a request signs in one account in the whole run: a machine's token is the client's, whoever signed in before. */
import type { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import type { SiteContext } from '../cached-client/site-context.js';
import { oneValue } from './one-value.js';

/**
 * `account`: the user name and the password as they are sent, undefined for one that is not. Another password counts as another
 * account: it is refused today, and a machine's token has none.
 */
export function isSoleAccount(context: SiteContext, account: readonly (ts.Node | undefined)[]): boolean {
  return (
    !loadsAnew(context) &&
    account.every((part) => part === undefined || oneValue(context, context.parsed, part) !== null)
  );
}

/** Modules are taken out of the cache and loaded again: what they read once they read again. */
function loadsAnew({ parsed, filesElsewhere }: SiteContext): boolean {
  const files = [parsed, ...filesElsewhere(['require', 'decache', 'clear-module'], CACHE)];
  return files.some(({ file, text }) => !isTestFile(file) && CACHE.test(text));
}

const CACHE = /\brequire\.cache\b|\b(decache|clear-module|import-fresh|proxyquire)\b/;
