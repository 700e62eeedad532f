import type { ClientAuth, ClientMetadata, Configuration } from 'openid-client';
import { TokenConfigurationError } from '../errors.js';
import { conformingResponse } from '../request/conforming-response.js';
import { readAll } from '../request/answer.js';
import { openid } from '../request/openid.js';
import type { TokenSourceOptions } from './options.js';

/**
 * The openid-client configuration of a source.
 * @throws TokenConfigurationError when the options cannot make one
 */
export async function configurationOf(options: TokenSourceOptions): Promise<Configuration> {
  if (options.config) return options.config as Configuration;
  const { issuer, tokenEndpoint, clientId, clientSecret, timeout = 10_000 } = options;
  if (!clientId) throw new TokenConfigurationError('`clientId` is not set.');
  const client = await openid();
  const authentication = await clientAuth(options);
  const metadata: Partial<ClientMetadata> = {
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    ...(options.clientAuthentication === 'tls_client_auth' && { use_mtls_endpoint_aliases: true }),
  };
  const fetch = options.fetch ?? ((input: string, init?: RequestInit) => globalThis.fetch(input, init));

  if (tokenEndpoint) {
    const url = new URL(tokenEndpoint);
    const config = new client.Configuration(
      { issuer: String(issuer ?? url.origin), token_endpoint: url.href },
      clientId,
      metadata,
      authentication,
    );
    if (isLoopback(url)) client.allowInsecureRequests(config);
    config.timeout = timeout / 1000;
    // openid-client sends requests of APIs by the same function.
    config[client.customFetch] = async (address, init) => {
      const response = await fetch(address, init as RequestInit);
      return address === url.href ? conformingResponse(await readAll(response)) : response;
    };
    return config;
  }
  if (!issuer) throw new TokenConfigurationError('Give `issuer`, `tokenEndpoint` or `config`.');
  const url = new URL(issuer);
  return client.discovery(url, clientId, metadata, authentication, {
    timeout: timeout / 1000,
    [client.customFetch]: (address, init) => fetch(address, init as RequestInit),
    execute: isLoopback(url) ? [client.allowInsecureRequests] : [],
  });
}

async function clientAuth(options: TokenSourceOptions): Promise<ClientAuth> {
  const { clientAuthentication, clientSecret } = options;
  if (typeof clientAuthentication === 'function') return clientAuthentication as ClientAuth;
  const byDefault = clientSecret ? 'client_secret_basic' : 'none';
  const { ClientSecretBasic, ClientSecretPost, None, TlsClientAuth } = await openid();
  switch (clientAuthentication ?? byDefault) {
    case 'client_secret_basic':
      return ClientSecretBasic(clientSecret);
    case 'client_secret_post':
      return ClientSecretPost(clientSecret);
    case 'tls_client_auth':
      return TlsClientAuth();
    default:
      return None();
  }
}

/** Plain HTTP is for development on one machine (RFC 8252 section 8.3); anything else needs a `config` that allows it. */
function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
