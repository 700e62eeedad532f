import axios from 'axios';
import { getTokens } from './token.js';

for (const path of ['whoami', 'orders/1', 'orders/2']) {
  const tokens = await getTokens();
  const { data } = await axios.get(`${process.env.API_URL}/${path}`, {
    headers: { Authorization: `${tokens.token_type} ${tokens.access_token}` },
  });
  console.log(Object.keys(tokens).sort().join(','), tokens.scope, tokens.expires_in > 0, JSON.stringify(data));
}
