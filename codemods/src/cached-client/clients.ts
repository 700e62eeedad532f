/**
 * How each HTTP client hands out what the token endpoint returned, by the client's name in the catalog. One entry a
 * client; everything else about the client's requests the analysis has already read.
 */
export interface ClientResult {
  /** Where the parsed body stands in what the call's promise resolves to. */
  body: { member: string } | { method: string } | 'itself';
  /** The promise itself has the body's method (`got(…).json()`). */
  onPromise?: boolean;
  /** A refused request (status 4xx) resolves: the code may look at the status or at `error` in the body. */
  resolvesRefusals: boolean;
  /** Drop-in of the token client that wraps this client and keeps its response. */
  transport: string | null;
}

const clients: Record<string, ClientResult> = {
  axios: { body: { member: 'data' }, resolvesRefusals: false, transport: 'cachedAxios' },
  fetch: { body: { method: 'json' }, resolvesRefusals: true, transport: 'cachedFetch' },
  got: { body: { method: 'json' }, onPromise: true, resolvesRefusals: false, transport: 'cachedGot' },
  superagent: { body: { member: 'body' }, resolvesRefusals: false, transport: 'cachedSuperagent' },
};

export function clientResult(client: string): ClientResult | undefined {
  return Object.hasOwn(clients, client) ? clients[client] : undefined;
}
