import { scopeOnWire, scopeText } from '../scope.js';
import type { Grant, TokenRequest } from './token-request.js';

/**
 * Writes everything that a token depends on as one unambiguous text, secrets included: it is digested at once and never
 * kept. Each value is preceded by its length, so that no two requests write the same text; a value that is left out of the
 * request differs from an empty one. Written by hand because it runs on every call, also on a hit.
 */
export function keyText(request: TokenRequest, use: string): string {
  const { tokenEndpoint, headers, parameters, resource } = request;
  return (
    use +
    field(typeof tokenEndpoint === 'object' ? tokenEndpoint.href : tokenEndpoint) +
    field(request.clientId) +
    field(request.clientSecret) +
    field(request.clientAuthentication) +
    field(request.bodyFormat) +
    grantText(request.grant) +
    // A response that is used whole repeats the scopes in the order in which they were asked for.
    (request.scope == null
      ? '-'
      : field(use === 'whole' ? scopeOnWire(request.scope) : scopeText(request.scope))) +
    field(request.audience) +
    (resource && typeof resource !== 'string'
      ? record({ resource: [...resource].sort() })
      : field(resource)) +
    (parameters ? record(parameters) : '-') +
    (headers ? record(headers, true) : '-')
  );
}

function grantText(grant: Grant): string {
  switch (grant.type) {
    case 'client_credentials':
      return 'c';
    case 'password':
      return 'p' + field(grant.username) + field(grant.password);
    case 'refresh_token':
      return 'r' + field(grant.refreshToken);
    default:
      return 'x' + field(grant.type) + record(grant.parameters);
  }
}

function field(value: string | null | undefined): string {
  return value == null ? '-' : value.length + ':' + value;
}

function record(values: Readonly<Record<string, unknown>>, foldCase = false): string {
  const entries = Object.entries(values)
    .filter(([, value]) => value != null)
    .map(([name, value]) => [foldCase ? name.toLowerCase() : name, value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return field(JSON.stringify(entries));
}
