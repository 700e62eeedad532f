// What is used of openid-client, by name: bundlers leave out the rest, which they cannot do for a module that is imported late.
export {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  genericGrantRequest,
  None,
  TlsClientAuth,
  tokenRevocation,
} from 'openid-client';
