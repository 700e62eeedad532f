const { ConfidentialClientApplication } = require('@azure/msal-node');
const api = async (token) =>
  (await fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } })).text();

/** msal-node speaks https alone: the server of this test stands in for Entra. */
const network = async (url, options, method) => {
  const form = new URLSearchParams(options?.body ?? '');
  form.delete('client_info');
  const target = url.startsWith('https://login.example/token') ? process.env.TOKEN_ENDPOINT : url;
  const response = await fetch(target, {
    method,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: method === 'POST' ? form : undefined,
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.json(),
  };
};

const app = new ConfidentialClientApplication({
  auth: {
    clientId: process.env.CLIENT_ID,
    clientSecret: process.env.CLIENT_SECRET,
    authority: 'https://login.example/',
    knownAuthorities: ['login.example'],
    authorityMetadata: JSON.stringify({
      issuer: 'https://login.example/',
      authorization_endpoint: 'https://login.example/authorize',
      token_endpoint: 'https://login.example/token',
      jwks_uri: 'https://login.example/keys',
    }),
  },
  system: {
    protocolMode: 'OIDC',
    networkClient: {
      sendGetRequestAsync: (url, o) => network(url, o, 'GET'),
      sendPostRequestAsync: (url, o) => network(url, o, 'POST'),
    },
  },
});

async function token() {
  const result = await app.acquireTokenByUsernamePassword({
    scopes: ['orders.read'],
    username: process.env.SVC_USER,
    password: process.env.SVC_PASS,
  });
  return result.accessToken;
}

(async () => {
  for (const id of [1, 2, 3]) console.log(id, await api(await token()));
})();
