import type { TokenSource } from '../source/token-source.js';
import { isReplayable } from '../replayable.js';
import { bearerOf, renewedBearer } from './bearer.js';

/** The part of an axios instance that is used. */
export interface AxiosInstanceLike {
  interceptors: {
    request: { use(onFulfilled: (config: never) => unknown): number; eject(id: number): void };
    response: {
      use(onFulfilled: undefined, onRejected: (error: unknown) => unknown): number;
      eject(id: number): void;
    };
  };
  request(config: never): Promise<unknown>;
}

interface Config {
  headers: { set(name: string, value: string): unknown; get(name: string): unknown };
  data?: unknown;
  signal?: AbortSignal;
  /** A name of its own, because axios copies configurations and keeps no symbols. */
  grantMigrateRetried?: boolean;
}

/**
 * Attaches a source's token to every request of an axios instance. On 401 the token is given up and the request sent once more
 * with a new one, where its body allows it.
 *
 * @example
 * const api = axios.create({ baseURL: 'https://api.example.com' });
 * axiosInterceptor(api, source);
 * @returns a function that takes the interceptors off again
 */
export function axiosInterceptor(instance: AxiosInstanceLike, source: TokenSource): () => void {
  const { request, response } = instance.interceptors;
  const attach = request.use((async (config: Config) => {
    const { signal } = config;
    config.headers.set('Authorization', bearerOf(await source.getToken({ signal })));
    return config;
  }) as (config: never) => unknown);
  const retry = response.use(undefined, async (error) => {
    const { config, response: answer } = error as { config?: Config; response?: { status: number } };
    if (answer?.status !== 401 || !config || config.grantMigrateRetried) throw error;
    const renewed = await renewedBearer(source, config.headers.get('Authorization'));
    if (!renewed || !isReplayable(config.data)) throw error;
    return instance.request({ ...config, grantMigrateRetried: true } as never);
  });
  return () => {
    request.eject(attach);
    response.eject(retry);
  };
}
