import axios from 'axios';
const api = async (token) =>
  (await fetch(process.env.API_URL + '/whoami', { headers: { authorization: 'Bearer ' + token } })).text();

const getToken = async ({ scope, ...rest } = {}) => {
  const params = {
    grant_type: 'password',
    username: process.env.SVC_USER,
    password: process.env.SVC_PASS,
    ...(scope && { scope }),
  };
  const {
    data: { access_token, expires_in, token_type },
  } = await axios({
    method: 'post',
    url: process.env.TOKEN_ENDPOINT,
   
    data: new URLSearchParams(params),
    auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET },
    ...rest,
  });
  return { access_token, token_type, lives: expires_in > 3500 };
};

async function* pages() {
  for (const page of [1, 2, 3])
    yield [page, await Promise.all([getToken(), getToken({ scope: 'orders.read' })])];
}
for await (const [page, tokens] of pages())
  for (const { access_token, token_type, lives } of tokens)
    console.log(page, token_type, lives, await api(access_token));
