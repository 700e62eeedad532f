import type { TokenSource } from '../source/token-source.js';
import { isReplayable } from '../replayable.js';
import { bearerOf, renewedBearer } from './bearer.js';

/** The part of an axios instance that is used. */
export interface AxiosInstanceLike {
  interceptors: { request: InterceptorsLike; response: InterceptorsLike };
  request(config: never): Promise<unknown>;
}

interface InterceptorsLike {
  // axios types each interceptor by its own configuration and response, which differ from version to version.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  use(onFulfilled?: ((value: any) => any) | null, onRejected?: ((error: any) => any) | null): number;
  eject(id: number): void;
}

interface Config {
  headers: { set?(name: string, value: string): unknown; [name: string]: unknown };
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
  const attach = request.use(async (config: Config) => {
    const { signal, headers } = config;
    const bearer = bearerOf(await source.getToken({ signal }));
    // Headers are a plain object before axios 1.
    if (headers.set) headers.set('Authorization', bearer);
    else headers['Authorization'] = bearer;
    return config;
  });
  const retry = response.use(undefined, async (error: unknown) => {
    const { config, response: answer } = error as { config?: Config; response?: { status: number } };
    if (answer?.status !== 401 || !config || config.grantMigrateRetried) throw error;
    const renewed = await renewedBearer(source, config.headers['Authorization']);
    if (!renewed || !isReplayable(config.data)) throw error;
    return instance.request({ ...config, grantMigrateRetried: true } as never);
  });
  return () => {
    request.eject(attach);
    response.eject(retry);
  };
}
