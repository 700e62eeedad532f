import type { Library } from '../library.js';

/** The older SDK of Autodesk: `authenticate` asks each time and leaves the token in the object. */
export const forgeApis: Library = {
  name: 'forge-apis',
  docs: 'https://github.com/Autodesk-Forge/forge-api-nodejs-client#readme',
  modules: ['forge-apis'],
  triggers: ['AuthClientTwoLegged'],
  tokenCalls: [
    {
      member: 'authenticate',
      of: ['AuthClientTwoLegged', 'AuthClientTwoLeggedV2'],
      grant: 'client_credentials',
      keepsToken: true,
      needsImport: true,
    },
  ],
};
