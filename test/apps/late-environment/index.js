import axios from 'axios';
import { getToken } from './token.js';

async function whoami() {
  const token = await getToken();
  const { data } = await axios.get(`${process.env.API_URL}/whoami`, { headers: { Authorization: `Bearer ${token}` } });
  return data.user;
}

console.log(await whoami(), await whoami());
// As a configuration that is loaded late, or another tenant of the same process.
process.env.SVC_USER = process.env.SVC2_USER;
process.env.SVC_PASS = process.env.SVC2_PASS;
console.log(await whoami(), await whoami());
