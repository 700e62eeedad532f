/**
 * SDK objects that show what they are made of: one that was built anew with the same settings is the same client, so that code
 * which builds it for each call is answered from an earlier one.
 */
type Members = Record<string, unknown>;

/** Headers that node-oauth writes into its object with each request. */
const OF_A_REQUEST = /^(host|content-length|content-type)$/i;

/** What stands for the object in a key; `undefined` where its identity must. */
export function knownClient(of: object): unknown {
  return openidClient(of) ?? nodeOauth(of as Members) ?? spotify(of as Members);
}

/** A `Client` of openid-client 5, where its secret can be seen. */
function openidClient(of: object): unknown {
  const { issuer, metadata } = of as { issuer?: { metadata?: Members }; metadata?: Members };
  if (!issuer?.metadata || typeof metadata?.['client_secret'] !== 'string') return undefined;
  return ['openid-client 5', issuer.metadata['issuer'], issuer.metadata['token_endpoint'], metadata];
}

/** An `OAuth2` of node-oauth. */
function nodeOauth(of: Members): unknown {
  const { _clientId: id, _clientSecret: secret, _accessTokenUrl: path, _customHeaders: headers } = of;
  if (typeof id !== 'string' || typeof secret !== 'string' || typeof path !== 'string') return undefined;
  const own = Object.entries(headers ?? {}).filter(([name]) => !OF_A_REQUEST.test(name));
  return ['node-oauth', { ...of, _customHeaders: own }];
}

/** spotify-web-api-node keeps tokens of users in the same object; its client alone decides about client credentials. */
function spotify(of: Members): unknown {
  const { getClientId, getClientSecret, clientCredentialsGrant } = of;
  if (typeof getClientId !== 'function' || typeof clientCredentialsGrant !== 'function') return undefined;
  const [id, secret] = [getClientId, getClientSecret].map((read) => (read as () => unknown).call(of));
  return typeof secret === 'string' ? ['spotify-web-api-node', id, secret] : undefined;
}
