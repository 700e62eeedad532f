const { OAuth2 } = require('oauth');

const api = async (token) =>
  (await fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } })).text();

/** A client for each call, as its settings come from the caller. */
function accessToken(clientId, clientSecret) {
  return new Promise((resolve, reject) => {
    const { origin, pathname } = new URL(process.env.TOKEN_ENDPOINT);
    const client = new OAuth2(clientId, clientSecret, origin, null, pathname, null);
    client.getOAuthAccessToken(
      '',
      { grant_type: 'client_credentials', scope: 'orders.read' },
      (error, token, refreshToken, results) => {
        if (error) return reject(new Error('status ' + error.statusCode));
        console.log(results.token_type, refreshToken === undefined);
        resolve(token);
      },
    );
  });
}

const orders = () => accessToken(process.env.CLIENT_ID, process.env.CLIENT_SECRET);
const bills = () => accessToken(process.env.CLIENT2_ID, process.env.CLIENT2_SECRET);

async function main() {
  for (const id of [1, 2]) {
    console.log(id, await api(await orders()));
    console.log(id, await api(await bills()));
  }
  await accessToken(process.env.CLIENT_ID, 'a wrong secret').catch((error) => console.log(error.message));
}
main();
