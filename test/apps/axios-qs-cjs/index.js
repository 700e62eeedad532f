'use strict';

const axios = require('axios');
const { authenticate } = require('./auth');

async function put(id) {
  const token = await authenticate();
  const response = await axios.put(
    `${process.env.API_URL}/orders/${id}`,
    { quantity: id },
    { headers: { Authorization: 'Bearer ' + token } },
  );
  console.log(response.status, response.data.item, response.data.client);
}

(async () => {
  for (const id of [3, 1, 4, 2]) await put(id);
})();
