import got from 'got';
import { oauth } from './config.js';

/** An access token of the service account that reads the orders. */
export async function serviceToken() {
  const { name: username, password } = oauth.account;
  const answer = await got
    .post(oauth.url, {
      username: oauth.client.id,
      password: oauth.client.secret,
      form: { grant_type: 'password', username, password, scope: 'openid orders.read offline_access' },
    })
    .json();
  return answer.access_token;
}
