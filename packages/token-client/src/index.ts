export type {
  ClientAuthentication,
  ClientCredentialsGrant,
  ExtensionGrant,
  Grant,
  PasswordGrant,
  RefreshTokenGrant,
  TokenRequest,
  TokenRequestParameters,
  TokenRequestParameterValue,
  TokenResponse,
} from './keyed/token-request.js';
