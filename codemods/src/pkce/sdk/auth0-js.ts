/**
 * auth0-js: `authorize` can send a `code_challenge`, but nothing in the library (10.2.1) exchanges the code, so that in a
 * browser its redirect is the implicit grant, which RFC 9700 section 2.1.2 advises against. `@auth0/auth0-spa-js` is Auth0's
 * library for the code flow with PKCE; its client is built and asked in other ways, a person has to do it.
 */
import type { RewireSdk } from './sdk-rewire.js';

export const auth0Js: RewireSdk = () => 'sdk-without-pkce';
