import type { Library } from '../library.js';

export const k6: Library = {
  name: 'k6',
  docs: 'https://grafana.com/docs/k6/latest/javascript-api/k6-http/',
  modules: ['k6/http'],
  calls: [
    { member: 'post', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: 'request', url: 1, body: 2, options: 3 },
  ],
};
