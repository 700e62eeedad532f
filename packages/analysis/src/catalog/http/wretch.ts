import type { Library } from '../library.js';

export const wretch: Library = {
  name: 'wretch',
  docs: 'https://elbywan.github.io/wretch/',
  modules: ['wretch'],
  calls: [{ member: '', url: 0, options: 1 }],
  chain: {
    body: ['post', 'put', 'body', 'json', 'formUrl', 'formData'],
    query: ['query'],
    headers: ['headers', 'auth'],
    basic: [],
  },
};
