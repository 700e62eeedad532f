import ky from 'ky';

async function getToken(scope) {
  const body = new URLSearchParams({
    grant_type: 'password',
    username: process.env.SVC_USER,
    password: process.env.SVC_PASS,
    client_id: process.env.CLIENT_ID,
    client_secret: process.env.CLIENT_SECRET,
    scope,
  });
  try {
    const answer = await ky.post(process.env.TOKEN_ENDPOINT, { body, retry: 0 }).json();
    return answer.access_token;
  } catch (error) {
    console.log(scope, error.name, error.response.status);
    return undefined;
  }
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const scope of ['orders.read', 'orders.write', 'orders.burn', 'orders.read', 'orders.write', 'orders.burn']) {
  const token = await getToken(scope);
  if (token) console.log(scope, await whoami(token));
}
