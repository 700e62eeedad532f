// Projects whose findings cross files, one for each thing that a host may do differently from the command.

const form = (grant: string, scope = 'orders') =>
  `new URLSearchParams({ grant_type: '${grant}', username: process.env.SVC_USER, password: process.env.SVC_PASS, client_id: 'sync', scope: '${scope}' })`;
const url = `'https://acme.okta.com/oauth2/default/v1/token'`;

export const projects: Record<string, Record<string, string>> = {
  'a loop in CommonJS, over two files': {
    'package.json': '{ "name": "sync" }',
    'src/token.js': `const axios = require('axios');
async function getToken() {
  const res = await axios.post(${url}, ${form('password')});
  return res.data.access_token;
}
module.exports = { getToken };
`,
    'src/api.js': `const { getToken } = require('./token');
exports.send = async function send(order) {
  const token = await getToken();
  return fetch('https://api.example.com/orders', { method: 'POST', headers: { authorization: 'Bearer ' + token }, body: order });
};
`,
    'src/sync.js': `const api = require('./api');
async function main(orders) {
  for (const order of orders) {
    await api.send(order);
  }
}
main(process.argv.slice(2));
`,
  },
  'a token that is kept': {
    'src/token.js': `import axios from 'axios';
let kept;
let until = 0;
export async function getToken() {
  if (kept && Date.now() < until) return kept;
  const res = await axios.post(${url}, ${form('client_credentials')});
  kept = res.data.access_token;
  until = Date.now() + res.data.expires_in * 1000 - 60000;
  return kept;
}
`,
    'src/sync.js': `import { getToken } from './token.js';
export async function sync(orders) {
  for (const order of orders) await send(order, await getToken());
}
sync([]);
`,
  },
  'TypeScript, a class behind a barrel': {
    'package.json': '{ "name": "typed", "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./src/*"] } } }',
    'src/auth/token-service.ts': `import axios from 'axios';
export enum Grant { Password = 'password' }
export class TokenService {
  constructor(private readonly issuer: string) {}
  async getToken(): Promise<string> {
    const body = new URLSearchParams();
    body.append('grant_type', Grant.Password);
    body.append('username', process.env.SVC_USER!);
    body.append('password', process.env.SVC_PASS!);
    const res = await axios.post<{ access_token: string }>(\`\${this.issuer}/oauth2/v1/token\`, body);
    return res.data.access_token;
  }
}
`,
    'src/auth/index.ts': `export * from './token-service.js';\n`,
    'src/server.ts': `import express, { type Request, type Response } from 'express';
import { TokenService } from '@app/auth';
const app = express();
const tokens = new TokenService(process.env.ISSUER as string);
app.get('/orders', async (req: Request, res: Response): Promise<void> => {
  const token = await tokens.getToken();
  res.json(token satisfies string);
});
app.listen(3000);
`,
  },
  'a byte order mark, and line ends of Windows': {
    'token.js': `\uFEFFexport async function login() {
  const res = await fetch(${url}, { method: 'POST', body: ${form('password')} });
  return (await res.json()).access_token;
}
setInterval(async () => { console.log(await login()); }, 1000);
`.replaceAll('\n', '\r\n'),
  },
  JSX: {
    'src/token.jsx': `export async function getToken() {
  const res = await fetch(${url}, { method: 'POST', body: ${form('password')} });
  return (await res.json()).access_token;
}
`,
    'src/orders.jsx': `import { useEffect, useState } from 'react';
import { getToken } from './token';
export function Orders() {
  const [token, setToken] = useState(null);
  useEffect(() => { getToken().then(setToken); }, []);
  return <p className="token">{token}</p>;
}
`,
  },
  'nothing of interest': {
    'index.js': `export const sum = (a, b) => a + b;\n`,
    'grant.js': `// the grant_type is explained elsewhere\nexport const words = ['grant_type'];\n`,
  },
};
