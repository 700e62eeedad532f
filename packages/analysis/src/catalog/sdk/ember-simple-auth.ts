import type { Library } from '../library.js';

/** A subclass is the whole client: there is no call to see. */
export const emberSimpleAuth: Library = {
  name: 'ember-simple-auth',
  docs: 'https://ember-simple-auth.com/api/classes/OAuth2PasswordGrantAuthenticator.html',
  modules: ['ember-simple-auth/authenticators/oauth2-password-grant'],
  triggers: ['oauth2-password-grant', 'OAuth2PasswordGrant'],
  tokenCalls: [{ member: 'OAuth2PasswordGrant', construct: true, grant: 'password' }],
};
