import type { Library } from '../library.js';

export const angularHttp: Library = {
  name: 'angular-http',
  docs: 'https://angular.dev/api/common/http/HttpClient',
  types: ['HttpClient', 'Http'],
  calls: [
    { member: 'post', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'put', method: 'PUT', url: 0, body: 1, options: 2 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: 'request', url: 1, options: 2 },
  ],
  options: { form: [], json: [], body: ['body'], query: ['params', 'search'], basic: [] },
};
