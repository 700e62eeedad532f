import axios from 'axios';

export async function getToken(password) {
  const response = await axios.post(
    process.env.TOKEN_ENDPOINT,
    new URLSearchParams({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password,
      scope: 'orders.read',
    }).toString(),
    { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
  );
  return response.data.access_token;
}
