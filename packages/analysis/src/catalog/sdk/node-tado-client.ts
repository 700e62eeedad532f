import type { Library } from '../library.js';

/** Before its version 1, which signs in by the device flow. */
export const nodeTadoClient: Library = {
  name: 'node-tado-client',
  docs: 'https://github.com/mattdavis90/node-tado-client#readme',
  modules: ['node-tado-client'],
  triggers: ['node-tado-client'],
  tokenCalls: [
    {
      member: 'login',
      of: ['Tado'],
      grant: 'password',
      credentials: { positions: [0, 1] },
      minArguments: 2,
      keepsToken: true,
      needsImport: true,
    },
  ],
};
