import got from 'got';

async function getToken(username, password) {
  const response = await got.post(process.env.TOKEN_ENDPOINT, {
    form: { grant_type: 'password', username, password },
    headers: { authorization: 'Basic ' + Buffer.from(`${process.env.CLIENT_ID}:${process.env.CLIENT_SECRET}`).toString('base64') },
    responseType: 'json',
  });
  if (response.statusCode !== 200) throw new Error('no token');
  return response.body.access_token;
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

const users = { orders: [process.env.SVC_USER, process.env.SVC_PASS], billing: [process.env.SVC2_USER, process.env.SVC2_PASS] };
for (const turn of [1, 2, 3])
  for (const [name, [user, password]] of Object.entries(users))
    console.log(turn, name, await whoami(await getToken(user, password)));
