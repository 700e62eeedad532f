// A tiny protected API, so that programs under test do with their tokens what tokens are for.

/** How many orders the API knows. */
const ORDERS = 25;

/**
 * @param {any} provider the authorization server whose access tokens are accepted
 * @param {(call: { user?: string, status: number }) => void} onCall told about every call
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
export function createOrdersApi(provider, onCall) {
  return async function ordersApi(request, response) {
    request.resume(); // the body of a PUT does not matter here, but must be read
    // Browser applications call it from their own origin, with a header that browsers ask about first.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
    response.setHeader('Access-Control-Allow-Methods', 'GET, PUT');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const bearer = await findToken(provider, request.headers.authorization);
    const user = bearer?.accountId ?? bearer?.clientId;
    const { status, body } = answer(request, bearer, user);
    onCall({ user, status });
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"'); // RFC 6750 section 3
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

/** @param {any} provider @param {string | undefined} header */
async function findToken(provider, header) {
  const value = /^(?:Bearer) (\S+)$/i.exec(header ?? '')?.[1];
  if (value === undefined) return undefined;
  const token = (await provider.AccessToken.find(value)) ?? (await provider.ClientCredentials.find(value));
  return token?.isValid ? token : undefined;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {any} bearer
 * @param {string | undefined} user
 */
function answer(request, bearer, user) {
  if (bearer === undefined) return { status: 401, body: { error: 'invalid_token' } };
  const [, path, id] = /^\/api\/(\w+)(?:\/([\w-]+))?$/.exec((request.url ?? '').split('?')[0]) ?? [];
  const needed = request.method === 'GET' ? 'orders.read' : 'orders.write';
  if (path === 'whoami')
    return { status: 200, body: { user, client: bearer.clientId, scope: bearer.scope ?? '' } };
  if (path !== 'orders') return { status: 404, body: { error: 'not_found' } };
  if (!bearer.scopes.has(needed))
    return { status: 403, body: { error: 'insufficient_scope', scope: needed } };
  if (id === undefined)
    return { status: 200, body: { orders: Array.from({ length: ORDERS }, (_, i) => order(i + 1)) } };
  const number = Number(id);
  if (!(number >= 1 && number <= ORDERS)) return { status: 404, body: { error: 'not_found' } };
  return { status: 200, body: { ...order(number), user, client: bearer.clientId } };
}

/** @param {number} id */
function order(id) {
  return { id, item: `item-${id}`, quantity: (id % 3) + 1 };
}
