const { TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET, SVC_USER, SVC_PASS, API_URL } = process.env;

async function getToken(scope) {
  const response = await fetch(TOKEN_ENDPOINT, {
    method: 'POST',
    headers: { Authorization: 'Basic ' + Buffer.from(CLIENT_ID + ':' + CLIENT_SECRET).toString('base64') },
    body: new URLSearchParams({ grant_type: 'password', username: SVC_USER, password: SVC_PASS, scope }),
  });
  if (!response.ok) throw new Error(`token request failed with ${response.status}`);
  const { access_token: token } = await response.json();
  return token;
}

for (const scope of ['orders.read', 'orders.burn', 'orders.read', 'orders.burn']) {
  try {
    const token = await getToken(scope);
    const answer = await fetch(`${API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
    console.log(scope, await answer.text());
  } catch (error) {
    console.log(scope, error instanceof Error ? 'was refused' : 'failed');
  }
}
