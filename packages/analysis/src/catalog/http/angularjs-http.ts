import type { Library } from '../library.js';

export const angularJsHttp: Library = {
  name: 'angularjs-http',
  docs: 'https://docs.angularjs.org/api/ng/service/$http',
  globals: ['$http'],
  calls: [
    { member: '', options: 0 },
    { member: 'post', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
  ],
  options: { form: [], json: [], body: ['data'], query: ['params'] },
};
