import type { Library } from '../library.js';

export const interceptors: Library = {
  name: 'interceptors',
  docs: 'https://axios-http.com/docs/interceptors',
  roles: [
    { role: 'interceptor', member: ['use'], receiver: /(request|interceptors)$/, positions: [0] },
    { role: 'inline', member: ['use'], receiver: /response$/ },
    {
      role: 'interceptor',
      key: ['beforeRequest', 'onRequest', 'prepareHeaders', 'authProvider', 'getAccessToken', 'auth'],
    },
    { role: 'interceptor', callee: ['setContext'] },
    { role: 'inline', key: ['afterResponse', 'beforeRetry', 'beforeError'] },
  ],
};
