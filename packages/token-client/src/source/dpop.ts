import type { Configuration, DPoPHandle, FetchBody } from 'openid-client';
import type { OpenidConfiguration, SigningKey } from './options.js';

/** Tokens bound to a key (RFC 9449), as `dpop` of a source takes them. */
export interface DpopBinding {
  /** Proofs and nonces of one provider. */
  handle(config: OpenidConfiguration): Promise<DpopHandle>;
  /** An API request with a proof of its own, with the nonce that the API asks for (RFC 9449 sections 4.2 and 9). */
  fetch(config: OpenidConfiguration, handle: DpopHandle, request: BoundRequest): Promise<Response>;
}

/** openid-client's handle. */
interface DpopHandle {
  calculateThumbprint(): Promise<string>;
}

/** An API request. */
interface BoundRequest {
  accessToken: string;
  url: URL;
  method: string;
  body: unknown;
  headers: Headers;
}

const openidDpop = () => import('../request/openid-dpop.js');

/**
 * Binds tokens to a key pair of WebCrypto. A function of its own, so that pages which bind no tokens do not load what it takes.
 *
 * @example
 * const keyPair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
 * const source = createTokenSource({ issuer, clientId, grant: 'client_credentials', dpop: dpopBinding(keyPair) });
 */
export function dpopBinding(keyPair: { publicKey: SigningKey; privateKey: SigningKey }): DpopBinding {
  return {
    async handle(config) {
      const { getDPoPHandle } = await openidDpop();
      return getDPoPHandle(config as Configuration, keyPair);
    },
    async fetch(config, handle, { accessToken, url, method, body, headers }) {
      const { fetchProtectedResource } = await openidDpop();
      const options = { DPoP: handle as DPoPHandle };
      try {
        const content = body as FetchBody;
        return await fetchProtectedResource(
          config as Configuration,
          accessToken,
          url,
          method,
          content,
          headers,
          options,
        );
      } catch (thrown) {
        // openid-client throws on a challenge; callers of fetch expect the response.
        const { response } = thrown as { response?: Response };
        if (response) return response;
        throw thrown;
      }
    },
  };
}
