import { request } from 'undici';

async function getToken(password) {
  const { statusCode, body } = await request(process.env.TOKEN_ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'Basic ' + Buffer.from(process.env.CLIENT_ID + ':' + process.env.CLIENT_SECRET).toString('base64'),
    },
    body: new URLSearchParams({ grant_type: 'password', username: process.env.SVC_USER, password }).toString(),
  });
  const answer = await body.json();
  if (statusCode !== 200) throw new Error(`${statusCode} ${answer.error}`);
  return answer.access_token;
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const password of [process.env.SVC_PASS, process.env.OLD_PASS, process.env.SVC_PASS, process.env.OLD_PASS])
  console.log(await getToken(password).then(whoami, (error) => error.message));
