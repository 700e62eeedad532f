import axios from 'axios';

const { CLIENT_ID = '', CLIENT_SECRET = '', SVC_USER = '', SVC_PASS = '' } = process.env;

/** The access token of the service account. */
export async function getToken(): Promise<string> {
  const response = await axios.post(
    `${process.env.OKTA_ISSUER}/v1/token`,
    new URLSearchParams({
      grant_type: 'password',
      username: SVC_USER,
      password: SVC_PASS,
      scope: 'orders.read orders.write',
    }),
    { auth: { username: CLIENT_ID, password: CLIENT_SECRET } },
  );
  return response.data.access_token;
}
