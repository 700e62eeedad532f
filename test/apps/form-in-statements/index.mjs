const api = async (token) =>
  (await fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } })).text();

async function token(scope) {
  const headers = new Headers();
  headers.set('Content-Type', 'application/x-www-form-urlencoded');
  headers.set(
    'Authorization',
    'Basic ' + Buffer.from(process.env.CLIENT_ID + ':' + process.env.CLIENT_SECRET).toString('base64'),
  );

  const params = new URLSearchParams();
  params.set('grant_type', 'password');
  params.set('username', process.env.SVC_USER);
  params.set('password', process.env.SVC_PASS);
  if (scope) params.set('scope', scope);

  const response = await fetch(process.env.TOKEN_ENDPOINT, { method: 'POST', headers, body: params });
  const json = await response.json();
  return json.access_token;
}

for (const scope of ['orders.read', undefined, 'orders.read', undefined])
  console.log(scope, await api(await token(scope)));
