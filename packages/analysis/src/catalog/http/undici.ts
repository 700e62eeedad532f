import type { Library } from '../library.js';

export const undici: Library = {
  name: 'undici',
  docs: 'https://undici.nodejs.org/#/docs/api/Dispatcher',
  modules: ['undici'],
  exports: ['fetch', 'request', 'stream'],
  types: ['Pool', 'Client', 'Agent'],
  calls: [
    { member: '', url: 0, options: 1 },
    { member: 'fetch', url: 0, options: 1 },
    { member: 'request', url: 0, options: 1, urlOrOptions: true },
  ],
  options: { form: [], json: [], body: ['body'], query: ['query'] },
};
