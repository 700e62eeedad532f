import type { Library } from '../library.js';

export const ky: Library = {
  name: 'ky',
  docs: 'https://github.com/sindresorhus/ky#api',
  modules: ['ky', 'ky-universal'],
  factories: ['create', 'extend'],
  calls: [
    { member: '', url: 0, options: 1 },
    { member: 'post', method: 'POST', url: 0, options: 1 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
    { member: 'put', method: 'PUT', url: 0, options: 1 },
  ],
  options: { form: [], body: ['body'], query: ['searchParams'] },
};
