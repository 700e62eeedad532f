import type { Library } from '../library.js';

/** eBay's own client keeps no token. */
export const ebayOauthNodejsClient: Library = {
  name: 'ebay-oauth-nodejs-client',
  docs: 'https://github.com/eBay/ebay-oauth-nodejs-client#readme',
  modules: ['ebay-oauth-nodejs-client'],
  triggers: ['getApplicationToken'],
  tokenCalls: [
    { member: 'getApplicationToken', grant: 'client_credentials', needsImport: true, minArguments: 1 },
  ],
};
