import type { Library } from '../library.js';

export const simpleGet: Library = {
  name: 'simple-get',
  docs: 'https://github.com/feross/simple-get#readme',
  modules: ['simple-get'],
  calls: [
    { member: '', url: 0, urlOrOptions: true },
    { member: 'concat', url: 0, urlOrOptions: true },
    { member: 'post', method: 'POST', url: 0, urlOrOptions: true },
    { member: 'put', method: 'PUT', url: 0, urlOrOptions: true },
  ],
};
