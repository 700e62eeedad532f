import got from 'got';
import { api } from './config.js';
import { serviceToken } from './token.js';

let pieces = 0;
for (const id of [3, 5, 8, 99]) {
  const response = await got(`${api}/orders/${id}`, {
    headers: { authorization: `Bearer ${await serviceToken()}` },
    responseType: 'json',
    throwHttpErrors: false,
  });
  if (response.statusCode !== 200) {
    console.log(id, response.statusCode, response.body.error);
    continue;
  }
  pieces += response.body.quantity;
  console.log(id, response.body.item);
}
console.log(`${pieces} pieces`);
