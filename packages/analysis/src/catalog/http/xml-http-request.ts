import type { Library } from '../library.js';

export const xmlHttpRequest: Library = {
  name: 'XMLHttpRequest',
  docs: 'https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequest/send',
  modules: ['xmlhttprequest', 'xhr2'],
  types: ['XMLHttpRequest'],
  calls: [{ member: 'send', method: 'POST', body: 0 }],
};
