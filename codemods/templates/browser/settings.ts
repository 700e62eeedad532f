// The redirect URIs are compared letter by letter with what is registered at the provider (RFC 9700 section 2.1).
export const settings = {
  issuer: 'ISSUER',
  clientId: 'CLIENT_ID',
  redirectUri: 'REDIRECT_URI',
  postLogoutRedirectUri: 'POST_LOGOUT_REDIRECT_URI',
  scope: 'SCOPE',
  prompt: 'PROMPT',
};
