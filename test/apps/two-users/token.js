import axios from 'axios';

export async function loginAs(account) {
  const response = await axios.post(
    process.env.TOKEN_ENDPOINT,
    new URLSearchParams({
      grant_type: 'password',
      username: account.user,
      password: account.password,
      scope: 'orders.read',
      client_id: process.env.CLIENT_ID,
      client_secret: process.env.CLIENT_SECRET,
    }),
  );
  return response.data.access_token;
}
