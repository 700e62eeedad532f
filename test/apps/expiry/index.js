import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';

const getToken = async () =>
  (
    await axios.post(
      process.env.TOKEN_ENDPOINT,
      new URLSearchParams({
        grant_type: 'password',
        username: process.env.SVC_USER,
        password: process.env.SVC_PASS,
        scope: 'orders.read',
      }),
      { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
    )
  ).data.access_token;

async function burst(name) {
  for (let id = 1; id <= 3; id += 1) {
    const { status } = await axios.get(`${process.env.API_URL}/orders/${id}`, {
      headers: { Authorization: `Bearer ${await getToken()}` },
      validateStatus: () => true,
    });
    console.log(name, id, status);
  }
}

await burst('before expiry');
await pause(7000);
await burst('after expiry');
