import type { Library, TokenCall } from '../library.js';

const keyed: Omit<TokenCall, 'member'> = {
  imported: true,
  grant: { argument: 0, within: 'grant', key: 'type' },
  credentials: { argument: 0, within: 'grant' },
  endpoint: 'tokenEndpoint',
  globalCache: true,
  minArguments: 1,
};

/** What migrated code calls: its tokens are reused, the password grant is still one. */
export const tokenClient: Library = {
  name: 'token-client',
  docs: 'https://github.com/grant-migrate/grant-migrate/tree/main/packages/token-client#readme',
  modules: ['@grant-migrate/token-client'],
  triggers: ['@grant-migrate/token-client'],
  implementsGrant: true,
  tokenCalls: [
    { member: 'getAccessToken', ...keyed },
    { member: 'getTokenResponse', ...keyed },
  ],
};
