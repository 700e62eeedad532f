import type { Library } from '../library.js';

/** Asks with the password grant where it has no refresh token (its `request_handler`), and keeps the token on the object. */
export const snoowrap: Library = {
  name: 'snoowrap',
  docs: 'https://github.com/not-an-aardvark/snoowrap#readme',
  modules: ['snoowrap'],
  triggers: ['snoowrap'],
  tokenCalls: [
    ...['snoowrap', 'Snoowrap'].map((member) => ({
      member,
      construct: true,
      grant: 'password' as const,
      credentials: { argument: 0, keys: ['username', 'password'] },
      selfCaching: true,
      needsImport: true,
    })),
  ],
};
