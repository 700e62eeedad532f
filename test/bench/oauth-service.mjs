// A service as monorepos have them: a token helper, a client that calls it, two callers, and a test.
const HELPERS = ['getToken', 'getAccessToken', 'fetchToken', 'requestToken', 'authenticate', 'loginMachine'];

export function oauthService(number) {
  const helper = `${HELPERS[number % HELPERS.length]}${number % 3 === 0 ? '' : `Of${number}`}`;
  const grant = number % 2 === 0 ? 'password' : 'client_credentials';
  return {
    'auth-token.js': `import axios from 'axios';

export async function ${helper}() {
  const response = await axios.post(
    \`\${process.env.ISSUER}/v1/token\`,
    new URLSearchParams({
      grant_type: '${grant}',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
      client_id: process.env.CLIENT_ID,
    }),
  );
  return response.data.access_token;
}
`,
    'orders-client.js': `import axios from 'axios';
import { ${helper} } from './auth-token.js';

export async function call${number}(path) {
  const token = await ${helper}();
  return axios.get(\`https://api.example.com/\${path}\`, { headers: { authorization: \`Bearer \${token}\` } });
}
`,
    'sync-job.js': `import { call${number} } from './orders-client.js';

export async function sync(orders) {
  for (const order of orders) await call${number}(\`orders/\${order.id}\`);
}
`,
    'routes.js': `import express from 'express';
import { call${number} } from './orders-client.js';

export const router = express.Router();
router.get('/orders/:id', async (req, res) => res.json((await call${number}(req.params.id)).data));
`,
    'auth-token.test.js': `import { ${helper} } from './auth-token.js';

test('asks for a token', async () => {
  expect(await ${helper}()).toBeDefined();
});
`,
  };
}

/** `sites` requests in `files` files, for the codemods. */
export function requestSites(files, sites) {
  return Object.fromEntries(
    Array.from({ length: files }, (_, file) => {
      const each = Array.from(
        { length: sites / files },
        (_, site) => `export async function token${site}() {
  const response = await axios.post(\`\${process.env.ISSUER}/v1/token\`, new URLSearchParams({
    grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS, scope: 's${site}' }));
  return response.data.access_token;
}
`,
      );
      return [`src/tokens-${file}.js`, `import axios from 'axios';\n\n${each.join('\n')}`];
    }),
  );
}
