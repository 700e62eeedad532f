import axios from 'axios';
import express from 'express';

const client = { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET };

async function passwordToken() {
  const form = new URLSearchParams({
    grant_type: 'password',
    username: process.env.SVC_USER,
    password: process.env.SVC_PASS,
    scope: 'orders.read',
  });
  const { data } = await axios.post(process.env.TOKEN_ENDPOINT, form, { auth: client });
  return data.access_token;
}

async function machineToken() {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: 'orders.read' });
  const { data } = await axios.post(process.env.TOKEN_ENDPOINT, form, { auth: client });
  return data.access_token;
}

const app = express();
app.get('/user', async (req, res) => res.send(await whoami(await passwordToken())));
app.get('/machine', async (req, res) => res.send(await whoami(await machineToken())));

async function whoami(token) {
  const { data } = await axios.get(`${process.env.API_URL}/whoami`, { headers: { Authorization: `Bearer ${token}` } });
  return data.user ?? data.client;
}

const server = app.listen(0, async () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  for (const path of ['/user', '/machine', '/user', '/machine']) console.log((await axios.get(origin + path)).data);
  server.close();
  server.closeAllConnections();
});
