/** Accounts that the sites of a project sign in with by one client: with the client's own token all of them would be one. */
import type { Project, RequestSite, Span } from '@grant-migrate/analysis';

/** A setting by its name (`process.env.SVC_USER`, `config['SVC_USER']`) or a text; other expressions may be one account in two words. */
const SETTING = /(?:\.|\[['"])([A-Z][A-Z0-9_]*)(?:['"]\])?!?$/;
const TEXT = /^(['"`])([^'"`$]+)\1$/;

/** Whether another site signs in somebody else by the same client. */
export type OtherAccounts = (site: RequestSite) => boolean;

export function otherAccounts(project: Project, requests: readonly RequestSite[]): OtherAccounts {
  const accounts = new Map<string, Set<string>>();
  const clients = new Map<RequestSite, string>();
  for (const site of requests) {
    if (site.grant !== 'password' || site.actor !== 'machine') continue;
    const text = project.read(site.file);
    const [account, client] = typeof text === 'string' ? namesIn(site, text) : [];
    if (account === undefined || client === undefined) continue;
    const key = `${site.provider} ${client}`;
    clients.set(site, key);
    accounts.set(key, (accounts.get(key) ?? new Set()).add(account));
  }
  return (site) => (accounts.get(clients.get(site) ?? '')?.size ?? 0) > 1;
}

function namesIn(site: RequestSite, text: string): [account?: string, client?: string] {
  const { wire } = site;
  const at = (span: Span | null | undefined): string | undefined =>
    span ? nameOf(text.slice(span.start, span.end)) : undefined;
  if (!wire) {
    // A call of the token client.
    const call = text.slice(site.start.offset, site.end.offset);
    const member = (name: string): string | undefined =>
      nameOf(new RegExp(`\\b${name}:\\s*([^,}\\n]+)`).exec(call)?.[1] ?? '');
    return [member('username'), member('clientId')];
  }
  const part = (key: string): Span | null | undefined =>
    wire.parameters.find((one) => one.key === key)?.value.span;
  return [at(part('username')), at(part('client_id') ?? wire.basicAuth?.username)];
}

function nameOf(expression: string): string | undefined {
  const text = expression.trim();
  return SETTING.exec(text)?.[1] ?? TEXT.exec(text)?.[2];
}
