import superagent from 'superagent';

async function getToken(password) {
  try {
    const response = await superagent
      .post(process.env.TOKEN_ENDPOINT)
      .auth(process.env.CLIENT_ID, process.env.CLIENT_SECRET)
      .type('form')
      .send({ grant_type: 'password', username: process.env.SVC_USER, password });
    return response.body.access_token;
  } catch (error) {
    console.log('refused', error.status, error.response.body.error);
    return null;
  }
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const turn of [1, 2, 3]) {
  const token = await getToken(process.env.SVC_PASS);
  console.log(turn, await whoami(token));
  await getToken(process.env.OLD_PASS);
}
