/**
 * How each HTTP client hands out what the token endpoint returned, by the client's name in the catalog. One entry a
 * client; everything else about the client's requests the analysis has already read.
 */
interface BodyAccess {
  /** A member of the response that holds the body, or a method that reads it. */
  member?: string;
  method?: string;
  /** The promise of the response has the method (`got(…).json()`). */
  onPromise?: boolean;
  /** The body is text, unless one of these options says that the client parses it. */
  textUnless?: readonly string[];
}

export interface Transport {
  /** Drop-in of the token client that wraps this client and keeps its response. */
  name: string;
  /** Members that it answers. */
  members: readonly string[];
  /** Whether it answers the client called itself. */
  callable: boolean;
}

export interface ClientResult {
  body: readonly BodyAccess[];
  /** The promise resolves to the parsed body. */
  resolvesBody?: boolean;
  /** A refused request (status 4xx) resolves: the code may look at the status or at `error` in the body. */
  resolvesRefusals: boolean;
  /** Members of the client's error that the token client's error has to the same effect. */
  errorMembers: readonly string[];
  transport: Transport | null;
  /** The drop-in alone: the result comes by a callback. */
  transportOnly?: boolean;
  /** Options beyond the usual that say what a token request is anyway. */
  implied?: readonly string[];
  /** The request is built by a chain of calls. */
  chained?: boolean;
}

const clients: Record<string, ClientResult> = {
  axios: {
    body: [{ member: 'data' }],
    resolvesRefusals: false,
    errorMembers: ['response', 'status'],
    transport: { name: 'cachedAxios', members: ['post', 'request'], callable: true },
  },
  fetch: {
    body: [{ method: 'json' }, { method: 'text', textUnless: [] }],
    resolvesRefusals: true,
    errorMembers: [],
    transport: { name: 'cachedFetch', members: [], callable: true },
  },
  got: {
    body: [
      { method: 'json', onPromise: true },
      { method: 'text', onPromise: true, textUnless: [] },
      { member: 'body', textUnless: ['responseType'] },
    ],
    resolvesRefusals: false,
    errorMembers: [],
    transport: { name: 'cachedGot', members: ['post'], callable: true },
  },
  ky: {
    body: [{ method: 'json', onPromise: true }, { method: 'json' }],
    resolvesRefusals: false,
    errorMembers: [],
    transport: null,
  },
  superagent: {
    body: [{ member: 'body' }, { member: 'text', textUnless: [] }],
    resolvesRefusals: false,
    errorMembers: ['status'],
    transport: { name: 'cachedSuperagent', members: ['post'], callable: false },
    implied: ['type', 'accept'],
    chained: true,
  },
  request: {
    body: [],
    resolvesRefusals: true,
    errorMembers: [],
    transport: { name: 'cachedRequest', members: ['post'], callable: true },
    transportOnly: true,
  },
  ofetch: {
    body: [],
    resolvesBody: true,
    resolvesRefusals: false,
    errorMembers: ['status'],
    transport: null,
  },
};

export function clientResult(client: string): ClientResult | undefined {
  return Object.hasOwn(clients, client) ? clients[client] : undefined;
}
