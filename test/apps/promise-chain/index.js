var axios = require('axios');
var getToken = require('./token').getToken;

function next(id) {
  if (id > 3) return undefined;
  return getToken()
    .then(function (token) {
      return axios.get(process.env.API_URL + '/orders/' + id, { headers: { Authorization: 'Bearer ' + token } });
    })
    .then(function (response) {
      console.log(response.data.id + ' ' + response.data.item);
      return next(id + 1);
    });
}

next(1);
