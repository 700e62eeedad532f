import axios from 'axios';
import { Auth } from './auth.js';

const auth = new Auth();
const ids = Array.from({ length: 20 }, (_, index) => index + 1);
const items = await Promise.all(
  ids.map(async (id) => {
    const token = await auth.token();
    const { data } = await axios.get(`${process.env.API_URL}/orders/${id}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return data.item;
  }),
);
console.log(items.join(' '));
