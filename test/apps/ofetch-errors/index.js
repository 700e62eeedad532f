import { ofetch } from 'ofetch';

async function getToken(password) {
  try {
    const answer = await ofetch(process.env.TOKEN_ENDPOINT, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        username: process.env.SVC_USER,
        password,
        client_id: process.env.CLIENT_ID,
        client_secret: process.env.CLIENT_SECRET,
      }),
      retry: 0,
    });
    return answer.access_token;
  } catch (error) {
    console.log(error.statusCode, error.data.error);
    return null;
  }
}

async function whoami(token) {
  const answer = await fetch(`${process.env.API_URL}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  return answer.text();
}

for (const password of [process.env.SVC_PASS, process.env.OLD_PASS, process.env.SVC_PASS, process.env.OLD_PASS]) {
  const token = await getToken(password);
  if (token) console.log(await whoami(token));
}
