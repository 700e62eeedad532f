import type { Library } from '../library.js';

export const jquery: Library = {
  name: 'jquery',
  docs: 'https://api.jquery.com/jQuery.ajax/',
  modules: ['jquery'],
  globals: ['$', 'jQuery'],
  calls: [
    { member: 'ajax', url: 0, options: 1, urlOrOptions: true },
    { member: 'post', method: 'POST', url: 0, body: 1, urlOrOptions: true },
    { member: 'get', method: 'GET', url: 0, body: 1, urlOrOptions: true },
    { member: 'getJSON', method: 'GET', url: 0, body: 1 },
  ],
  options: { form: [], json: [], body: ['data'], query: [] },
};
