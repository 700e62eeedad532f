// Gets tokens with a password and a client secret that come by standard input, forgets them, and writes a heap snapshot.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { writeHeapSnapshot } from 'node:v8';
import { createTokenSource, getAccessToken, getTokenResponse } from '@grant-migrate/token-client';
import { cachedFetch } from '@grant-migrate/token-client/transports';

let accessToken;
const server = createServer(async (request, response) => {
  await text(request);
  response.setHeader('content-type', 'application/json');
  response.setHeader('connection', 'close');
  response.end(JSON.stringify({ access_token: accessToken, token_type: 'Bearer', expires_in: 3600 }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const tokenEndpoint = `http://127.0.0.1:${server.address().port}/token`;

async function useSecrets() {
  const [username, password, clientSecret, issued] = (await text(process.stdin)).split(' ');
  accessToken = issued;
  const common = { tokenEndpoint, clientId: 'orders', clientSecret };
  const grant = { type: 'password', username, password };
  await getAccessToken({ ...common, grant });
  await getTokenResponse({ ...common, grant, clientAuthentication: 'client_secret_post' });
  const body = new URLSearchParams({
    grant_type: 'password',
    username,
    password,
    client_secret: clientSecret,
  });
  await (await cachedFetch(fetch)(tokenEndpoint, { method: 'POST', body })).text();
  return createTokenSource({ tokenEndpoint, clientId: 'orders', grant: 'client_credentials' });
}

globalThis.kept = await useSecrets();
accessToken = undefined;
server.close();
server.closeAllConnections();
for (let round = 0; round < 5; round++) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
writeHeapSnapshot(process.argv[2]);
