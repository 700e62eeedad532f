import axios from 'axios';

let token;
let expiresAt = 0;

export async function getToken() {
  if (token && Date.now() < expiresAt) return token;
  const { data } = await axios.post(
    process.env.TOKEN_ENDPOINT,
    new URLSearchParams({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
      scope: 'orders.read',
    }),
    { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
  );
  token = data.access_token;
  expiresAt = Date.now() + (data.expires_in - 60) * 1000;
  return token;
}
