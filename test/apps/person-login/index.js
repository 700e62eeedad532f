const http = require('node:http');
const login = require('./login');

const server = http.createServer((req, res) => {
  let text = '';
  req.on('data', (chunk) => (text += chunk));
  req.on('end', () => {
    req.body = JSON.parse(text);
    if (req.url === '/login') login(req, res);
  });
});

server.listen(0, '127.0.0.1', async () => {
  const post = (body) =>
    fetch(`http://127.0.0.1:${server.address().port}/login`, { method: 'POST', body: JSON.stringify(body) });
  const username = process.env.SVC_USER;
  for (const password of [process.env.SVC_PASS, process.env.OLD_PASS, process.env.SVC_PASS]) {
    const response = await post({ username, password });
    console.log(response.status, await response.text());
  }
  server.closeAllConnections();
  server.close();
});
