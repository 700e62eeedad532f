import type { Library } from '../library.js';

export const nestHttp: Library = {
  name: 'nest-http',
  docs: 'https://docs.nestjs.com/techniques/http-module',
  types: ['HttpService'],
  calls: [
    { member: 'post', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'put', method: 'PUT', url: 0, body: 1, options: 2 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: 'request', options: 0 },
  ],
  options: { form: [], json: [], body: ['data'], query: ['params'] },
};
