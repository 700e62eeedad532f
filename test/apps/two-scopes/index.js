import axios from 'axios';
import { getToken } from './token.js';

const api = axios.create({ baseURL: process.env.API_URL, validateStatus: () => true });

for (const id of [1, 2]) {
  const read = await api.put(`/orders/${id}`, {}, { headers: { Authorization: `Bearer ${await getToken()}` } });
  const write = await api.put(`/orders/${id}`, {}, {
    headers: { Authorization: `Bearer ${await getToken('orders.write')}` },
  });
  console.log(id, read.status, write.status);
}
