import axios from 'axios';

export async function getTokens() {
  const response = await axios.post(
    process.env.TOKEN_ENDPOINT,
    new URLSearchParams({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
      scope: 'openid orders.read',
      client_id: process.env.CLIENT_ID,
      client_secret: process.env.CLIENT_SECRET,
    }),
  );
  return response.data;
}
