export { cachedAxios, type AxiosLike } from './axios.js';
export { cachedCall, type AnyCall } from './call.js';
export { cachedFetch, type FetchLike } from './fetch.js';
export { cachedGot, type GotLike } from './got.js';
export { cachedKy, type KyLike } from './ky.js';
export { cachedObservable } from './observable.js';
export { cachedRequest, type RequestLike } from './request.js';
export { cachedSuperagent, type SuperagentLike } from './superagent.js';
