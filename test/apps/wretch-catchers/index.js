import wretch from 'wretch';

function getToken(password) {
  return wretch(process.env.TOKEN_ENDPOINT)
    .headers({
      authorization: 'Basic ' + Buffer.from(`${process.env.CLIENT_ID}:${process.env.CLIENT_SECRET}`).toString('base64'),
      'content-type': 'application/x-www-form-urlencoded',
    })
    .post(new URLSearchParams({ grant_type: 'password', username: process.env.SVC_USER, password }).toString())
    .badRequest((error) => ({ refused: JSON.parse(error.message).error }))
    .json()
    .catch((error) => ({ refused: error.message }));
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const password of [process.env.SVC_PASS, process.env.OLD_PASS, process.env.SVC_PASS, process.env.OLD_PASS]) {
  const answer = await getToken(password);
  console.log(answer.refused ?? (await whoami(answer.access_token)));
}
