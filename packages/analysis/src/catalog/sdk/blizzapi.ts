import type { Library } from '../library.js';

/** Keeps its token on the object, which is lost where one is built per call. */
export const blizzapi: Library = {
  name: 'blizzapi',
  docs: 'https://github.com/blizzapi/blizzapi#readme',
  modules: ['blizzapi'],
  triggers: ['blizzapi'],
  tokenCalls: [
    {
      member: 'getAccessToken',
      of: ['BlizzAPI', 'WarcraftAPI', 'DiabloAPI', 'HearthstoneAPI', 'StarCraftAPI'],
      grant: 'client_credentials',
      selfCaching: true,
      needsImport: true,
    },
  ],
};
