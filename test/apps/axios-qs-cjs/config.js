'use strict';

module.exports = {
  tokenUrl: process.env.TOKEN_ENDPOINT,
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  username: process.env.SVC_USER,
  password: process.env.SVC_PASS,
  scope: 'orders.read orders.write',
};
