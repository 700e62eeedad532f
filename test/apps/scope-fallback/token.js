import axios from 'axios';

export async function tokenFor(scope) {
  const { data } = await axios.post(
    process.env.TOKEN_ENDPOINT,
    new URLSearchParams({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
      scope,
    }),
    { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
  );
  return data.access_token;
}
