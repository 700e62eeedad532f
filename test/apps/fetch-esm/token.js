const { TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET, SVC_USER, SVC_PASS } = process.env;

export async function fetchToken() {
  const response = await fetch(TOKEN_ENDPOINT, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`,
    },
    body: new URLSearchParams({
      grant_type: 'password',
      username: SVC_USER,
      password: SVC_PASS,
      scope: 'orders.read',
    }),
  });
  const json = await response.json();
  return json.access_token;
}
