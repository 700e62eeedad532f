import axios from 'axios';
import { loginAs } from './token.js';

const accounts = [
  { user: process.env.SVC_USER, password: process.env.SVC_PASS },
  { user: process.env.SVC2_USER, password: process.env.SVC2_PASS },
];

for (let round = 1; round <= 3; round += 1) {
  for (const account of accounts) {
    const token = await loginAs(account);
    const { data } = await axios.get(`${process.env.API_URL}/whoami`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    console.log(`round ${round}: asked as ${account.user}, served as ${data.user}`);
  }
}
