import axios from 'axios';
import { getToken } from './token.js';

for (let id = 1; id <= 5; id += 1) {
  const token = await getToken();
  const { data } = await axios.get(`${process.env.API_URL}/orders/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  console.log(`${data.quantity} of ${data.item} as ${data.user}`);
}
