var axios = require('axios');
var querystring = require('querystring');

exports.getToken = function () {
  return axios
    .post(
      process.env.TOKEN_ENDPOINT,
      querystring.stringify({
        grant_type: 'password',
        username: process.env.SVC_USER,
        password: process.env.SVC_PASS,
        scope: 'orders.read',
      }),
      { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
    )
    .then(function (response) {
      return response.data.access_token;
    });
};
