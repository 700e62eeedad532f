import type { Library } from '../library.js';

/** The constructor signs in by the password grant, and renews by itself from then on. */
export const netatmo: Library = {
  name: 'netatmo',
  docs: 'https://www.npmjs.com/package/netatmo',
  modules: ['netatmo'],
  triggers: ['netatmo'],
  tokenCalls: [
    ...['netatmo', 'Netatmo', 'NetAtmo'].map((member) => ({
      member,
      construct: true,
      grant: 'password' as const,
      credentials: { argument: 0, keys: ['username', 'password'] },
      selfCaching: true,
      needsImport: true,
    })),
  ],
};
