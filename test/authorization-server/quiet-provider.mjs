// oidc-provider, without its notes on the console ("Unsupported runtime", "you SHOULD change …"): they are meant for people
// who run it as a service, and would stand between the lines of the demo and of test reports.

/** @param {'info' | 'warn'} level */
function withoutNotes(level) {
  const print = console[level];
  console[level] = (...args) => {
    if (!/oidc-provider (?:NOTICE|WARNING): /.test(String(args[0]))) print.apply(console, args);
  };
}

withoutNotes('info');
withoutNotes('warn');

const { Provider, errors } = await import('oidc-provider');
const { default: internals } = await import('oidc-provider/lib/helpers/weak_cache.js');

export { Provider, errors };

/**
 * The handler that the provider itself has for a grant. There is no public way to stand before it, and the limit must be
 * applied where the client is authenticated and the body is read.
 * @param {object} provider
 * @param {string} grant
 * @returns {(ctx: any) => Promise<void>}
 */
export function builtInGrantHandler(provider, grant) {
  return internals(provider).grantTypeHandlers.get(grant);
}
