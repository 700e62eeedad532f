import type { Library } from '../library.js';

export const cypress: Library = {
  name: 'cypress',
  docs: 'https://docs.cypress.io/api/commands/request',
  globals: ['cy'],
  calls: [
    { member: 'request', url: 0, options: 1, urlOrOptions: true },
    { member: 'api', url: 0, options: 1, urlOrOptions: true },
  ],
};
