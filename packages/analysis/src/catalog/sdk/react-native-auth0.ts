import type { Library } from '../library.js';

export const reactNativeAuth0: Library = {
  name: 'react-native-auth0',
  docs: 'https://github.com/auth0/react-native-auth0#readme',
  modules: ['react-native-auth0'],
  triggers: ['passwordRealm'],
  implementsGrant: true,
  tokenCalls: [{ member: 'passwordRealm', grant: 'password', credentials: { argument: 0 }, minArguments: 1 }],
};
