import { loginAs } from './token.js';

const orders = { user: process.env.SVC_USER, password: process.env.SVC_PASS };
const billing = { user: process.env.SVC2_USER, password: process.env.SVC2_PASS };
const old = { user: process.env.SVC_USER, password: process.env.OLD_PASS };

for (const account of [orders, billing, old, orders, billing, old, orders])
  try {
    const headers = { Authorization: `Bearer ${await loginAs(account)}` };
    const response = await fetch(`${process.env.API_URL}/whoami`, { headers });
    console.log((await response.json()).user);
  } catch (error) {
    console.log(error.name, error.error, error.status);
  }
