import type { Library } from '../library.js';

/** Autodesk Platform Services: each call asks the endpoint, nothing is kept. */
export const apsSdk: Library = {
  name: 'aps-sdk',
  docs: 'https://aps.autodesk.com/en/docs/oauth/v2/reference/typescript-sdk/',
  modules: ['@aps_sdk/authentication'],
  triggers: ['getTwoLeggedToken'],
  tokenCalls: [
    {
      member: 'getTwoLeggedToken',
      grant: 'client_credentials',
      credentials: { positions: [0, 1] },
      minArguments: 2,
    },
  ],
};
