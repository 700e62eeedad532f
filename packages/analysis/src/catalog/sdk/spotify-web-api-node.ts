import type { Library } from '../library.js';

export const spotifyWebApiNode: Library = {
  name: 'spotify-web-api-node',
  docs: 'https://github.com/thelinmichael/spotify-web-api-node#readme',
  modules: ['spotify-web-api-node'],
  triggers: ['clientCredentialsGrant'],
  tokenCalls: [{ member: 'clientCredentialsGrant', grant: 'client_credentials', needsImport: true }],
};
