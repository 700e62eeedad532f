import type { Library } from '../library.js';

/** `authenticate` sends the password grant unless it is given a code or an assertion. */
export const nforce: Library = {
  name: 'nforce',
  docs: 'https://github.com/kevinohara80/nforce#readme',
  modules: ['nforce'],
  // As a module's name: by itself it also stands in "enforce".
  triggers: ["'nforce", '"nforce'],
  tokenCalls: [
    {
      member: 'authenticate',
      grant: 'password',
      credentials: { argument: 0, keys: ['username', 'password'] },
      needsImport: true,
    },
  ],
};
