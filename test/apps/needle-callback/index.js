const needle = require('needle');

function getToken(id, secret, done) {
  const options = { username: id, password: secret };
  const fields = { grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS };
  needle.post(process.env.TOKEN_ENDPOINT, fields, options, (error, response) => {
    if (error) return done(error);
    done(null, response.statusCode, response.body.access_token);
  });
}

const clients = [
  [process.env.CLIENT_ID, process.env.CLIENT_SECRET],
  [process.env.CLIENT2_ID, process.env.CLIENT2_SECRET],
];
const asked = [...clients, ...clients];
function next() {
  const client = asked.shift();
  if (!client) return;
  getToken(client[0], client[1], async (error, status, token) => {
    if (error) throw error;
    const answer = await fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } });
    console.log(status, await answer.text());
    next();
  });
}
next();
