import type { Library } from '../library.js';

export const request: Library = {
  name: 'request',
  docs: 'https://github.com/request/request#requestoptions-callback',
  modules: [
    'request',
    'request-promise',
    'request-promise-native',
    'requestretry',
    'request-promise-any',
    '@cypress/request',
    '@cypress/request-promise',
    'postman-request',
    'teeny-request',
  ],
  factories: ['defaults'],
  calls: [
    { member: '', url: 0, options: 1, urlOrOptions: true },
    { member: 'post', method: 'POST', url: 0, options: 1, urlOrOptions: true },
    { member: 'get', method: 'GET', url: 0, options: 1, urlOrOptions: true },
    { member: 'put', method: 'PUT', url: 0, options: 1, urlOrOptions: true },
  ],
  options: { body: ['body'] },
};
