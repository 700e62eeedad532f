import type { Library } from '../library.js';

export const needle: Library = {
  name: 'needle',
  docs: 'https://github.com/tomas/needle#api',
  modules: ['needle'],
  calls: [
    { member: '', url: 1, body: 2, options: 3 },
    { member: 'request', url: 1, body: 2, options: 3 },
    { member: 'post', method: 'POST', url: 0, body: 1, options: 2 },
    { member: 'put', method: 'PUT', url: 0, body: 1, options: 2 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
  ],
  options: { basicUsername: ['username'], basicPassword: ['password'] },
};
