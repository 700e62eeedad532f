import { TOKEN_CLIENT } from './rewrite.js';

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
  /** What it wraps: the client (default), or the one function that is called. */
  wraps?: 'client' | 'function';
  /** The module that exports it, where that is not the one of all drop-ins. */
  module?: string;
  /** Members that it answers. */
  members: readonly string[];
  /** Whether it answers the client called itself. */
  callable: boolean;
}

export interface ClientResult {
  body: readonly BodyAccess[];
  /** The promise resolves to the parsed body. */
  resolvesBody?: boolean;
  /** The promise resolves to the access token. */
  resolvesToken?: boolean;
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
  /** The packages whose import is the plain client, without settings of its own. */
  plain?: readonly string[];
}

const clients: Record<string, ClientResult> = {
  axios: {
    body: [{ member: 'data' }],
    resolvesRefusals: false,
    errorMembers: ['response', 'status'],
    transport: { name: 'cachedAxios', members: ['post', 'get', 'request'], callable: true },
    plain: ['axios'],
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
    transport: { name: 'cachedGot', members: ['post', 'get'], callable: true },
    plain: ['got'],
  },
  ky: {
    body: [{ method: 'json', onPromise: true }, { method: 'json' }],
    resolvesRefusals: false,
    errorMembers: [],
    transport: { name: 'cachedKy', members: ['post', 'get'], callable: true },
    plain: ['ky'],
  },
  superagent: {
    body: [{ member: 'body' }, { member: 'text', textUnless: [] }],
    resolvesRefusals: false,
    errorMembers: ['status'],
    transport: { name: 'cachedSuperagent', members: ['post', 'get'], callable: false },
    plain: ['superagent'],
    implied: ['type', 'accept'],
    chained: true,
  },
  request: {
    body: [],
    resolvesRefusals: true,
    errorMembers: [],
    transport: { name: 'cachedRequest', members: ['post', 'get'], callable: true },
    transportOnly: true,
  },
  ofetch: {
    body: [],
    resolvesBody: true,
    resolvesRefusals: false,
    errorMembers: ['status'],
    transport: anyCall(['ofetch', '$fetch']),
    plain: ['ofetch'],
  },
  /** `ofetch.raw` gives the response, which has read its body already. */
  'ofetch.raw': {
    body: [{ member: '_data' }],
    resolvesRefusals: false,
    errorMembers: ['status'],
    transport: null,
    plain: ['ofetch'],
  },
  needle: {
    body: [{ member: 'body' }],
    resolvesRefusals: true,
    errorMembers: [],
    transport: anyCall(['post', 'get', 'request']),
    plain: ['needle'],
  },
  gaxios: {
    body: [{ member: 'data' }],
    resolvesRefusals: false,
    errorMembers: ['response', 'status'],
    transport: anyCall(['request']),
    plain: ['gaxios'],
  },
  undici: {
    body: [],
    resolvesRefusals: true,
    errorMembers: [],
    transport: anyCall(['request']),
    transportOnly: true,
  },
  wreck: {
    body: [],
    resolvesRefusals: false,
    errorMembers: [],
    transport: anyCall(['post', 'get']),
    transportOnly: true,
  },
  'simple-get': {
    body: [],
    resolvesRefusals: true,
    errorMembers: [],
    transport: anyCall(['concat']),
    transportOnly: true,
  },
  /** On jsdom and in Electron; in a page the request is refused before. */
  jquery: {
    body: [],
    resolvesRefusals: false,
    errorMembers: [],
    transport: anyCall(['ajax', 'post', 'get', 'getJSON']),
    transportOnly: true,
  },
  'angular-http': {
    body: [],
    resolvesRefusals: false,
    errorMembers: [],
    transport: { ...anyCall(['post', 'request']), name: 'cachedObservable' },
    transportOnly: true,
  },
  'node:http': {
    body: [],
    resolvesRefusals: true,
    errorMembers: [],
    transport: {
      name: 'cachedNodeHttp',
      module: `${TOKEN_CLIENT}/node`,
      members: ['request', 'get'],
      callable: false,
    },
    transportOnly: true,
  },
  /** Migrated already: what is followed says which grants may take its place. */
  'token-client.getTokenResponse': {
    body: [],
    resolvesBody: true,
    resolvesRefusals: false,
    errorMembers: [],
    transport: null,
  },
  'token-client.getAccessToken': {
    body: [],
    resolvesToken: true,
    resolvesRefusals: false,
    errorMembers: [],
    transport: null,
  },
  /** An own wrapper, or a client that the catalog does not know: its result is looked at when it is there. */
  call: {
    body: [{ member: 'data' }, { member: 'body' }],
    resolvesRefusals: true,
    errorMembers: [],
    transport: anyCall([]),
    transportOnly: true,
  },
};

/** The drop-in for any function; without `members`, whatever its name is. */
function anyCall(members: readonly string[]): Transport {
  return { name: 'cachedCall', wraps: 'function', members, callable: true };
}

export function clientResult(client: string): ClientResult | undefined {
  return Object.hasOwn(clients, client) ? clients[client] : undefined;
}
