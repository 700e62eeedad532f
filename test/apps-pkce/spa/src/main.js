import { API_URL, CLIENT_ID, ISSUER } from './config.js';

const byId = (id) => document.getElementById(id);

function show() {
  const token = sessionStorage.getItem('access_token');
  byId('login').hidden = token !== null;
  byId('orders').hidden = token === null;
}

byId('login').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  fetch(`${ISSUER}/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: CLIENT_ID,
      username: form.get('username'),
      password: form.get('password'),
      scope: 'openid orders.read',
    }),
  })
    .then((response) => response.json())
    .then((answer) => {
      sessionStorage.setItem('access_token', answer.access_token);
      show();
    })
    .catch(() => {
      byId('login-error').textContent = 'The login did not work';
    });
});

byId('load').addEventListener('click', async () => {
  const response = await fetch(`${API_URL}/orders`, {
    headers: { authorization: `Bearer ${sessionStorage.getItem('access_token')}` },
  });
  if (response.ok) {
    const { orders } = await response.json();
    byId('count').textContent = `${orders.length} orders`;
  } else {
    byId('error').textContent = `The API answered ${response.status}`;
  }
});

function logOut() {
  sessionStorage.removeItem('access_token');
  show();
}

byId('logout').addEventListener('click', logOut);
show();
