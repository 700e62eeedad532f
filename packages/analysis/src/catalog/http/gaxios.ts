import type { Library } from '../library.js';

export const gaxios: Library = {
  name: 'gaxios',
  docs: 'https://github.com/googleapis/gaxios#readme',
  modules: ['gaxios'],
  exports: ['request'],
  types: ['Gaxios'],
  calls: [
    { member: '', options: 0 },
    { member: 'request', options: 0 },
  ],
  options: { form: [], json: [], body: ['data'], query: ['params'] },
};
