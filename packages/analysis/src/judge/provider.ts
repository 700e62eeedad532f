/** The provider of a request: by its token endpoint, else by the names of the configuration that it reads. */
import { PROVIDERS } from '../catalog/index.js';
import type { Provider } from '../catalog/provider.js';
import type { TokenRequest } from '../facts.js';

export function providerOf(request: TokenRequest): Provider | null {
  const byUrl = request.url ? PROVIDERS.find((provider) => provider.url.test(request.url)) : undefined;
  if (byUrl) return byUrl;
  if (request.client === 'msal-node' || request.client === 'adal-node' || request.client === 'azure-identity')
    return PROVIDERS.find((one) => one.name === 'entra') ?? null;
  if (request.client.startsWith('keycloak')) return PROVIDERS.find((one) => one.name === 'keycloak') ?? null;
  if (request.client.startsWith('auth0') || request.client.includes('auth0'))
    return PROVIDERS.find((one) => one.name === 'auth0') ?? null;
  return (
    PROVIDERS.find(
      (provider) => provider.names && request.names.some((name) => provider.names!.test(name)),
    ) ?? null
  );
}
