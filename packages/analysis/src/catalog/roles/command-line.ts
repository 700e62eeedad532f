import type { Library } from '../library.js';

/** Commands that a program runs once, as who starts it says. */
export const commandLine: Library = {
  name: 'command-line',
  docs: 'https://www.npmjs.com/package/nestjs-console',
  modules: ['nestjs-console'],
  roles: [{ role: 'once', member: ['createCommand'], needsImport: true }],
};
