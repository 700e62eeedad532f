'use strict';

const axios = require('axios');
const qs = require('qs');
const config = require('./config');

async function authenticate() {
  const body = qs.stringify({
    grant_type: 'password',
    client_id: config.clientId,
    client_secret: config.clientSecret,
    username: config.username,
    password: config.password,
    scope: config.scope,
  });
  const response = await axios({
    method: 'post',
    url: config.tokenUrl,
    data: body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  return response.data.access_token;
}

module.exports = { authenticate };
