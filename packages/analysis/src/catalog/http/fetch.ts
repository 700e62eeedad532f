import type { Library } from '../library.js';

export const fetchApi: Library = {
  name: 'fetch',
  docs: 'https://developer.mozilla.org/en-US/docs/Web/API/Window/fetch',
  modules: [
    'node-fetch',
    'cross-fetch',
    'isomorphic-fetch',
    'whatwg-fetch',
    'node-fetch-native',
    'make-fetch-happen',
    'minipass-fetch',
    'isomorphic-unfetch',
    'unfetch',
    'fetch-with-proxy',
  ],
  globals: ['fetch'],
  exports: ['fetch'],
  calls: [{ member: '', url: 0, options: 1 }],
  options: { form: [], json: [], body: ['body'], query: [] },
};
