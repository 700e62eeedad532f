import { getToken } from './token.js';

const right = process.env.SVC_PASS;
const attempts = [right, process.env.OLD_PASS, right, process.env.OLD_PASS, process.env.OLD_PASS];

for (const [index, password] of attempts.entries()) {
  try {
    const token = await getToken(password);
    console.log(`${index}: let in, ${token === undefined ? 'without' : 'with'} a token`);
  } catch (error) {
    console.log(`${index}: refused, ${error.response.status} ${error.response.data.error}`);
  }
}
