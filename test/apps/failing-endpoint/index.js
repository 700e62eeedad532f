import axios from 'axios';

async function token() {
  const response = await axios.request({
    method: 'POST',
    url: process.env.TOKEN_ENDPOINT,
    data: new URLSearchParams({
      grant_type: 'password',
      username: process.env.SVC_USER,
      password: process.env.SVC_PASS,
    }),
    auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET },
  });
  return response.data.access_token;
}

for (const order of [1, 2, 3]) {
  try {
    await token();
    console.log(`order ${order}: token received`);
  } catch (error) {
    console.log(`order ${order}: ${error.response?.status ?? 'no answer'}`);
  }
}
process.exitCode = 3;
