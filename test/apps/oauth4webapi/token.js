import * as oauth from 'oauth4webapi';

const insecure = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(process.env.OKTA_ISSUER);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
const client = { client_id: process.env.CLIENT_ID };
const authentication = oauth.ClientSecretBasic(process.env.CLIENT_SECRET);

export async function loginAs({ user, password }) {
  const parameters = new URLSearchParams({ username: user, password, scope: 'orders.read' });
  const response = await oauth.genericTokenEndpointRequest(server, client, authentication, 'password', parameters, insecure);
  const answer = await oauth.processGenericTokenEndpointResponse(server, client, response);
  return answer.access_token;
}
