#!/usr/bin/env node
const readline = require('node:readline/promises');

const TOKEN_URL = `${process.env.OIDC_ISSUER}/v1/token`;

async function login(username, password) {
  const response = await fetch(TOKEN_URL, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'public-client', scope: 'orders.read', username, password }),
  });
  const { access_token } = await response.json();
  return access_token;
}

async function main() {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  const username = await terminal.question('User name: ');
  const password = await terminal.question('Password: ');
  terminal.close();
  const token = await login(username, password);
  const orders = await fetch(process.env.ORDERS_URL, { headers: { authorization: `Bearer ${token}` } });
  console.log(`orders: ${(await orders.json()).orders.length}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
