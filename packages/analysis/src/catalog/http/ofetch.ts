import type { Library } from '../library.js';

export const ofetch: Library = {
  name: 'ofetch',
  docs: 'https://github.com/unjs/ofetch#readme',
  modules: ['ofetch', 'ohmyfetch'],
  globals: ['$fetch', 'ofetch', 'useFetch'],
  exports: ['ofetch', '$fetch', 'fetch'],
  factories: ['create'],
  calls: [
    { member: '', url: 0, options: 1 },
    { member: 'raw', url: 0, options: 1 },
  ],
  options: { body: ['body'], query: ['query', 'params'] },
};
