import type { Provider } from '../provider.js';

export const entra: Provider = {
  name: 'entra',
  title: 'Microsoft Entra ID',
  docs: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc',
  url: /login\.(microsoftonline|windows|partner\.microsoftonline)\.|\.ciamlogin\.com|\.b2clogin\.com|sts\.windows\.net|oauth2\/v2\.0\/token/i,
  names: /azure|entra|_aad_|\baad|msal|^tenant_?id$/i,
  limit: 'Entra ID throttles repeated token requests with 429 and AADSTS50196.',
  password:
    'Entra ID refuses the password grant where multi-factor authentication is on, and for federated and personal accounts.',
};
