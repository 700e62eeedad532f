import { fetchToken } from './token.js';

async function order(id) {
  const token = await fetchToken();
  const response = await fetch(`${process.env.API_URL}/orders/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return response.json();
}

for (const id of [1, 2, 3, 99]) console.log(JSON.stringify(await order(id)));
