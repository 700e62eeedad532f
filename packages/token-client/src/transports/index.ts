export { cachedAxios, type AxiosLike } from './axios.js';
export { cachedFetch, type FetchLike } from './fetch.js';
export { cachedGot, type GotLike } from './got.js';
export { cachedRequest, type RequestLike } from './request.js';
export { cachedSuperagent, type SuperagentLike } from './superagent.js';
