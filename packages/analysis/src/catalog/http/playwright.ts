import type { Library } from '../library.js';

export const playwrightRequest: Library = {
  name: 'playwright',
  docs: 'https://playwright.dev/docs/api/class-apirequestcontext',
  types: ['APIRequestContext'],
  modules: ['@playwright/test', 'playwright', 'playwright-core'],
  exports: ['request'],
  factories: ['newContext'],
  calls: [
    { member: 'post', method: 'POST', url: 0, options: 1 },
    { member: 'fetch', url: 0, options: 1 },
    { member: 'get', method: 'GET', url: 0, options: 1 },
  ],
  options: { form: ['form', 'multipart'], body: ['data'], query: ['params'], json: [] },
};
