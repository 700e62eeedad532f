import type { Library } from '../library.js';

export const superagent: Library = {
  name: 'superagent',
  docs: 'https://ladjs.github.io/superagent/',
  modules: [
    'superagent',
    'superagent-bluebird-promise',
    'supertest',
    'supertest-as-promised',
    'chai-http',
    'frisby',
  ],
  globals: ['superagent', 'supertest', 'frisby'],
  factories: ['agent'],
  calls: [
    { member: 'post', method: 'POST', url: 0, body: 1 },
    { member: 'get', method: 'GET', url: 0, body: 1 },
    { member: 'put', method: 'PUT', url: 0, body: 1 },
    { member: '', method: 'POST', url: 1 },
  ],
  chain: { body: ['send', 'field', 'type'], query: ['query'], headers: ['set'], basic: ['auth'] },
};
