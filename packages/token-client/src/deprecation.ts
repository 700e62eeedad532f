const warned = new Set<string>();

/** Says once per process that a grant should go. Silent where the application turned deprecations off. */
export function warnPasswordGrant(): void {
  if (warned.has('password')) return;
  warned.add('password');
  const message =
    'OAuth 2.0 password grant: MUST NOT be used (RFC 9700 section 2.4). ' +
    'Use Authorization Code with PKCE for people, client credentials for machines.';
  const host = (globalThis as { process?: { emitWarning?: (text: string, options: object) => void } })
    .process;
  if (host?.emitWarning)
    host.emitWarning(message, { type: 'DeprecationWarning', code: 'GRANT_MIGRATE_PASSWORD' });
  else console.warn(message);
}
