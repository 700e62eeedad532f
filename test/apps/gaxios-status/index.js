import { request } from 'gaxios';

async function getToken() {
  const response = await request({
    url: process.env.TOKEN_ENDPOINT,
    method: 'POST',
    data: new URLSearchParams({ grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS }),
    headers: { authorization: 'Basic ' + Buffer.from(`${process.env.CLIENT_ID}:${process.env.CLIENT_SECRET}`).toString('base64') },
  });
  console.log(response.status, response.headers.get('content-type'));
  return response.data.access_token;
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const order of [1, 2, 3]) console.log(order, await whoami(await getToken()));
