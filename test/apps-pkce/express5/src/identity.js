const { TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET } = process.env;

/** Asks the identity provider whether it is them. */
export async function signIn(username, password) {
  const response = await fetch(TOKEN_ENDPOINT, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      username,
      password,
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      scope: 'orders.read',
    }),
  });
  if (!response.ok) throw new Error('The identity provider refused.');
  const data = await response.json();
  return data.access_token;
}

/** The provider's name, for the page. */
export function providerName() {
  return new URL(TOKEN_ENDPOINT).hostname;
}
