const request = require('request');

function getToken(callback) {
  request.post(
    {
      url: process.env.TOKEN_ENDPOINT,
      auth: { user: process.env.CLIENT_ID, pass: process.env.CLIENT_SECRET },
      form: { grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS },
    },
    function (error, response, body) {
      if (error) return callback(error);
      if (response.statusCode !== 200) return callback(new Error('status ' + response.statusCode));
      callback(null, JSON.parse(body).access_token);
    },
  );
}

function next(order) {
  if (order > 4) return;
  getToken(function (error, token) {
    if (error) return console.log(order, error.message);
    fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } })
      .then((answer) => answer.text())
      .then((text) => console.log(order, text))
      .then(() => next(order + 1));
  });
}
next(1);
