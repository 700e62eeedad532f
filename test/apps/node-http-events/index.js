const http = require('http');
const { URL } = require('url');

function getToken(callback) {
  const { hostname, port, pathname } = new URL(process.env.TOKEN_ENDPOINT);
  const data = new URLSearchParams({
    grant_type: 'password',
    username: process.env.SVC_USER,
    password: process.env.SVC_PASS,
  }).toString();
  const req = http.request(
    {
      hostname,
      port,
      path: pathname,
      method: 'POST',
      auth: `${process.env.CLIENT_ID}:${process.env.CLIENT_SECRET}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(data) },
    },
    (res) => {
      let body = '';
      res.setEncoding('utf8');
      res.on('data', (chunk) => {
        body += chunk;
      });
      res.on('end', () => callback(res.statusCode === 200 ? null : new Error(String(res.statusCode)), body));
    },
  );
  req.on('error', callback);
  req.write(data);
  req.end();
}

let done = 0;
for (let order = 0; order < 20; order += 1)
  getToken((error, body) => {
    if (error) throw error;
    const { access_token: token } = JSON.parse(body);
    fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } })
      .then((answer) => answer.text())
      .then((text) => {
        done += 1;
        if (done === 20) console.log('all twenty', text);
      });
  });
