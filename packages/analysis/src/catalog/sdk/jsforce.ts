import type { Library } from '../library.js';

/** `login` signs in by SOAP unless the connection has a client; this one always by OAuth. */
export const jsforce: Library = {
  name: 'jsforce',
  docs: 'https://jsforce.github.io/document/#username-and-password-login-oauth2-resource-owner-password-credential',
  modules: ['jsforce'],
  triggers: ['loginByOAuth2'],
  tokenCalls: [
    {
      member: 'loginByOAuth2',
      grant: 'password',
      credentials: { positions: [0, 1] },
      minArguments: 2,
      keepsToken: true,
      needsImport: true,
    },
  ],
};
