import { api } from './api.js';

async function getToken() {
  const response = await api.send({
    method: 'POST',
    url: process.env.TOKEN_ENDPOINT,
    form: {
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
      client_id: process.env.CLIENT_ID,
      client_secret: process.env.CLIENT_SECRET,
    },
  });
  return response.data.access_token;
}

for (const order of [1, 2, 3]) {
  const token = await getToken();
  const { data } = await api.send({ method: 'GET', url: `${process.env.API_URL}/whoami`, token });
  console.log(order, JSON.stringify(data));
}
