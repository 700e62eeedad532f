import type { Library } from '../library.js';

export const got: Library = {
  name: 'got',
  docs: 'https://github.com/sindresorhus/got/blob/main/documentation/2-options.md',
  modules: ['got', 'got-cjs', 'got-scraping'],
  factories: ['extend'],
  calls: [
    { member: '', url: 0, options: 1, urlOrOptions: true },
    { member: 'post', method: 'POST', url: 0, options: 1, urlOrOptions: true },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: 'put', method: 'PUT', url: 0, options: 1 },
  ],
  options: {
    form: ['form'],
    body: ['body'],
    query: ['searchParams', 'query'],
    basic: [],
    basicUsername: ['username'],
    basicPassword: ['password'],
  },
};
