/** Logs the person in at the identity provider. */
export async function requestToken(username: string, password: string): Promise<string | null> {
  const response = await fetch(process.env.TOKEN_ENDPOINT!, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: process.env.CLIENT_ID!,
      client_secret: process.env.CLIENT_SECRET!,
      username,
      password,
      scope: 'orders.read',
    }),
  });
  if (!response.ok) return null;
  const { access_token } = await response.json();
  return access_token;
}
