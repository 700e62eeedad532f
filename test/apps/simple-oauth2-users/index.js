const { ResourceOwnerPassword } = require('simple-oauth2');

const endpoint = new URL(process.env.TOKEN_ENDPOINT);

async function getToken(username, password) {
  const client = new ResourceOwnerPassword({
    client: { id: process.env.CLIENT_ID, secret: process.env.CLIENT_SECRET },
    auth: { tokenHost: endpoint.origin, tokenPath: endpoint.pathname },
  });
  const result = await client.getToken({ username, password });
  return result.token.access_token;
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

async function main() {
  const { SVC_USER, SVC_PASS, SVC2_USER, SVC2_PASS, OLD_PASS } = process.env;
  for (const [user, password] of [
    [SVC_USER, SVC_PASS],
    [SVC2_USER, SVC2_PASS],
    [SVC_USER, SVC_PASS],
    [SVC_USER, OLD_PASS],
    [SVC2_USER, SVC2_PASS],
  ])
    console.log(await getToken(user, password).then(whoami, (error) => error.output.statusCode));
}
main();
