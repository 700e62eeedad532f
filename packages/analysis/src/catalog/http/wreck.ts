import type { Library } from '../library.js';

export const wreck: Library = {
  name: 'wreck',
  docs: 'https://hapi.dev/module/wreck/api/',
  modules: ['@hapi/wreck', 'wreck'],
  factories: ['defaults'],
  calls: [
    { member: 'post', method: 'POST', url: 0, options: 1 },
    { member: 'put', method: 'PUT', url: 0, options: 1 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: 'request', url: 1, options: 2 },
  ],
  options: { form: [], json: [], body: ['payload'], query: [] },
};
