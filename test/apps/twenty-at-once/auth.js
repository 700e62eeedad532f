import axios from 'axios';

const http = axios.create({ baseURL: process.env.OKTA_ISSUER });

export class Auth {
  async token() {
    const { data } = await http.post(
      '/v1/token',
      new URLSearchParams([
        ['grant_type', 'password'],
        ['username', process.env.SVC_USER],
        ['password', process.env.SVC_PASS],
        ['scope', 'orders.read'],
      ]),
      { auth: { username: process.env.CLIENT_ID, password: process.env.CLIENT_SECRET } },
    );
    return data.access_token;
  }
}

