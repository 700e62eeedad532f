import type { Library } from '../library.js';

export const oauth: Library = {
  name: 'oauth',
  docs: 'https://github.com/ciaranj/node-oauth#readme',
  modules: ['oauth'],
  triggers: ['getOAuthAccessToken'],
  implementsGrant: true,
  tokenCalls: [
    {
      member: 'getOAuthAccessToken',
      grant: { argument: 1, key: 'grant_type' },
      credentials: { argument: 1 },
      minArguments: 2,
    },
  ],
};
