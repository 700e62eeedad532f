import type { Provider } from '../provider.js';

export const forgerock: Provider = {
  name: 'forgerock',
  title: 'ForgeRock / PingAM',
  docs: 'https://docs.pingidentity.com/pingam/8/oauth2-guide/oauth2-ropc-grant.html',
  url: /\/(am|openam)\/oauth2\/.*access_token|forgerock/i,
  names: /forgerock|openam/i,
};
