const axios = require('axios');
const qs = require('qs');

const clients = [
  { id: process.env.CLIENT_ID, secret: process.env.CLIENT_SECRET },
  { id: process.env.CLIENT2_ID, secret: process.env.CLIENT2_SECRET },
];

const getToken = async ({ id, secret }) => {
  const res = await axios.post(
    process.env.TOKEN_ENDPOINT,
    qs.stringify({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
      scope: 'orders.read',
    }),
    { auth: { username: id, password: secret } },
  );
  return res.data.access_token;
};

async function main() {
  for (let i = 0; i < 6; i += 1) {
    const client = clients[i % 2];
    const token = await getToken(client);
    const { data } = await axios.get(process.env.API_URL + '/whoami', {
      headers: { Authorization: `Bearer ${token}` },
    });
    console.log(`asked as ${client.id}, served as ${data.client}`);
  }
}

main();
