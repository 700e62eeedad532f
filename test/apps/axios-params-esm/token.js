import axios from 'axios';

export async function getToken() {
  const params = new URLSearchParams();
  params.append('grant_type', 'password');
  params.append('username', process.env.SVC_USER);
  params.append('password', process.env.SVC_PASS);
  params.append('scope', 'orders.read');
  const { data } = await axios.post(process.env.TOKEN_ENDPOINT, params, {
    auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET },
  });
  return data.access_token;
}
