import type { Library } from '../library.js';

/** `http.request(options)` with the body given to `req.write` or `req.end` of what it returns. */
export const nodeHttp: Library = {
  name: 'node:http',
  docs: 'https://nodejs.org/docs/latest/api/http.html#httprequestoptions-callback',
  modules: ['http', 'https', 'node:http', 'node:https', 'follow-redirects'],
  calls: [
    { member: 'request', url: 0, options: 1, urlOrOptions: true },
    { member: 'get', method: 'GET', url: 0, options: 1, urlOrOptions: true },
  ],
  options: { url: ['url', 'host', 'hostname', 'path'], form: [], json: [], body: [], query: [] },
  chain: { body: ['write', 'end'], query: [], headers: ['setHeader'], basic: [] },
};
