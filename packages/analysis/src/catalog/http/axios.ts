import type { Library } from '../library.js';

export const axios: Library = {
  name: 'axios',
  docs: 'https://axios-http.com/docs/api_intro',
  modules: ['axios', 'redaxios', 'axios-https-proxy-fix'],
  globals: ['axios', '$axios'],
  types: ['AxiosInstance', 'AxiosStatic', 'Axios'],
  factories: ['create', 'instance'],
  calls: [
    { member: '', url: 0, options: 1, urlOrOptions: true },
    { member: 'request', options: 0 },
    { member: 'post', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'postForm', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'put', method: 'PUT', url: 0, body: 1, options: 2 },
    { member: 'patch', method: 'PATCH', url: 0, body: 1, options: 2 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: '$post', method: 'POST', url: 0, body: 1, options: 2 },
  ],
  options: { form: [], json: [], body: ['data'], query: ['params'] },
};
