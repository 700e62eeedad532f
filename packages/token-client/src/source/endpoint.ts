import type { Configuration, DPoPHandle } from 'openid-client';
import type { TokenMembers, TokenAnswer } from '../request/answer.js';
import { tokenRequestFailure } from '../request/failure.js';
import { openid } from '../request/openid.js';
import { publicAddress } from '../redact.js';
import { scopeOnWire } from '../scope.js';
import { configurationOf } from './configuration.js';
import type { Credentials, TokenSourceOptions } from './options.js';

/** The provider as one source sees it. */
export interface Endpoint {
  config: Configuration;
  dpop: DPoPHandle | undefined;
  /** For messages and events. */
  tokenEndpoint: string;
  host: string;
  /** Asks with the source's grant. */
  login(credentials: Credentials | undefined): Promise<Omit<TokenAnswer, 'sentAt'>>;
  /** Asks with a refresh token. */
  refresh(refreshToken: string): Promise<Omit<TokenAnswer, 'sentAt'>>;
}

/**
 * Resolves the provider; where it is discovered, that is one request.
 * @throws TokenRequestError when discovery fails
 */
export async function openEndpoint(options: TokenSourceOptions): Promise<Endpoint> {
  const { genericGrantRequest } = await openid();
  const config = await configurationOf(options).catch(async (thrown: unknown) => {
    if ((thrown as { code?: string }).code === 'configuration') throw thrown;
    throw await tokenRequestFailure(thrown, { tokenEndpoint: String(options.issuer), secrets: [] });
  });
  const dpop = (await options.dpop?.handle(config)) as DPoPHandle | undefined;
  const { token_endpoint: address, issuer } = config.serverMetadata();
  const url = new URL(address ?? issuer);
  const tokenEndpoint = publicAddress(url);

  async function ask(grant: string, parameters: URLSearchParams, secrets: (string | undefined)[]) {
    try {
      const members: TokenMembers = await genericGrantRequest(config, grant, parameters, { DPoP: dpop });
      return { members };
    } catch (thrown) {
      const context = { tokenEndpoint, secrets: [options.clientSecret, ...secrets] };
      throw await tokenRequestFailure(thrown, context);
    }
  }

  return {
    config,
    dpop,
    tokenEndpoint,
    host: url.host,
    login(credentials) {
      const form = new URLSearchParams(options.parameters);
      if (credentials) {
        form.set('username', credentials.username);
        form.set('password', credentials.password);
      }
      const scope = scopeOnWire(options.scope);
      if (scope) form.set('scope', scope);
      if (options.audience) form.set('audience', options.audience);
      addResources(form, options.resource);
      return ask(options.grant, form, [credentials?.password]);
    },
    // The scope is left out: then it stays what was granted (RFC 6749 section 6).
    refresh(refreshToken) {
      const form = new URLSearchParams({ refresh_token: refreshToken });
      addResources(form, options.resource);
      return ask('refresh_token', form, [refreshToken]);
    },
  };
}

function addResources(form: URLSearchParams, resource: TokenSourceOptions['resource']) {
  for (const one of typeof resource === 'string' ? [resource] : (resource ?? []))
    form.append('resource', one);
}
