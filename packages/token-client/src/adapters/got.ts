import type { TokenSource } from '../source/token-source.js';
import { isReplayable } from '../replayable.js';
import { bearerOf, renewedBearer } from './bearer.js';

interface Options {
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

/** Hooks in the shape of got's `hooks` option. */
export interface GotHooks {
  beforeRequest: ((options: Options) => Promise<void>)[];
  // got calls a hook with its own response and wants it, or the retried one, back.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  afterResponse: ((response: any, retryWithMergedOptions: (options: any) => any) => any)[];
}

/**
 * Attaches a source's token to every request of a got instance. On 401 the token is given up and the request sent once more with
 * a new one, where its body allows it.
 *
 * @example
 * const api = got.extend({ prefixUrl: 'https://api.example.com', hooks: gotHooks(source) });
 */
export function gotHooks(source: TokenSource): GotHooks {
  return {
    beforeRequest: [
      async (options) => {
        options.headers['authorization'] = bearerOf(await source.getToken());
      },
    ],
    afterResponse: [
      async (
        response: { statusCode: number; request: { options: Options } },
        retry: (options: { headers: Record<string, string> }) => unknown,
      ) => {
        const { options } = response.request;
        if (response.statusCode !== 401) return response;
        const authorization = await renewedBearer(source, options.headers['authorization']);
        return authorization && isReplayable(options.body) ? retry({ headers: { authorization } }) : response;
      },
    ],
  };
}
