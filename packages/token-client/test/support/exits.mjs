// Gets tokens in every way that could leave a timer behind, and says which timers are there. Runs the built package.
import { createServer } from 'node:http';
import { createTokenSource, getAccessToken } from '@grant-migrate/token-client';

const server = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 3600, refresh_token: 'r' }),
  );
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const tokenEndpoint = `http://127.0.0.1:${server.address().port}/token`;
const source = createTokenSource({
  tokenEndpoint,
  clientId: 'orders',
  grant: 'password',
  credentials: () => ({ username: 'ann', password: 'pw' }),
});
await source.getToken();
await source.getToken({ forceRefresh: true });
await getAccessToken({
  tokenEndpoint,
  clientId: 'orders',
  grant: { type: 'password', username: 'bob', password: 'pw' },
});
server.close();
server.closeAllConnections();
// Timers that keep the process alive; unreferenced ones are not listed.
console.log(JSON.stringify(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')));
