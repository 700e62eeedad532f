import * as client from 'openid-client';

async function getToken() {
  const config = new client.Configuration(
    { issuer: process.env.OKTA_ISSUER, token_endpoint: process.env.TOKEN_ENDPOINT },
    process.env.CLIENT_ID,
    process.env.CLIENT_SECRET,
    client.ClientSecretBasic(process.env.CLIENT_SECRET),
  );
  client.allowInsecureRequests(config);
  const tokens = await client.genericGrantRequest(config, 'password', {
    username: process.env.SVC_USER,
    password: process.env.SVC_PASS,
  });
  return tokens.access_token;
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const order of [1, 2, 3]) console.log(order, await whoami(await getToken()));
