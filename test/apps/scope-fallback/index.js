import { tokenFor } from './token.js';

async function bestToken() {
  try {
    return await tokenFor('orders.admin');
  } catch (error) {
    console.log('refused', error.response.status, error.response.data.error);
    return tokenFor('orders.read');
  }
}

for (const id of [1, 2, 3]) {
  const answer = await fetch(`${process.env.API_URL}/orders/${id}`, {
    headers: { authorization: `Bearer ${await bestToken()}` },
  });
  console.log(id, answer.status, (await answer.json()).item);
}
