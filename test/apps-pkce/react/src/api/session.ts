const TOKEN_KEY = 'orders.token';

/** Logs in with what the person typed, and keeps the token. */
export async function login(username: string, password: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: import.meta.env.VITE_CLIENT_ID,
    username,
    password,
    scope: 'openid orders.read',
  });
  const response = await fetch(`${import.meta.env.VITE_ISSUER}/v1/token`, { method: 'POST', body });
  if (!response.ok) {
    throw new Error('Wrong user name or password');
  }
  const { access_token } = await response.json();
  localStorage.setItem(TOKEN_KEY, access_token);
  return access_token;
}

export function logout(): void {
  localStorage.removeItem(TOKEN_KEY);
}

export function isLoggedIn(): boolean {
  return localStorage.getItem(TOKEN_KEY) !== null;
}
