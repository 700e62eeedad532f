import axios from 'axios';
import { ownerCredentials } from 'axios-oauth-client';

const { TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET, SVC_USER, SVC_PASS, API_URL } = process.env;
const login = ownerCredentials(axios.create(), TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET);

async function whoami() {
  const { access_token: token } = await login(SVC_USER, SVC_PASS, 'orders.read');
  const { data } = await axios.get(`${API_URL}/whoami`, { headers: { Authorization: `Bearer ${token}` } });
  return data.user;
}

for (let call = 0; call < 3; call += 1) console.log(await whoami());
