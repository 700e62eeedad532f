// A token endpoint that answers the same to the same: what a program prints depends on what it sends alone.
import { createServer } from 'node:http';

const SECRETS = { web: 's3cret', 'a b': 'p:w/d' };
const PASSWORDS = { ann: 'right', 'bob@x.example': 'pa ss+word&1' };

export async function startTokenEndpoint() {
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = judge(request, fields(request, body));
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/oauth/token`,
    count: () => requests,
    reset: () => (requests = 0),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function fields(request, body) {
  const query = new URL(request.url, 'http://x').searchParams;
  const sent =
    /json/.test(request.headers['content-type'] ?? '') && body.startsWith('{')
      ? Object.entries(JSON.parse(body))
      : new URLSearchParams(body);
  return { ...Object.fromEntries(query), ...Object.fromEntries(sent) };
}

function judge(request, sent) {
  const basic = /^Basic (.*)$/.exec(request.headers.authorization ?? '');
  const [id, ...secret] = basic
    ? Buffer.from(basic[1], 'base64').toString().split(':')
    : [sent.client_id, sent.client_secret];
  if (SECRETS[id] !== (basic ? secret.join(':') : secret[0]))
    return { status: 401, body: { error: 'invalid_client', id } };
  if (sent.grant_type === 'password' && PASSWORDS[sent.username] !== sent.password)
    return { status: 400, body: { error: 'invalid_grant', error_description: 'no such user' } };
  const who = sent.grant_type === 'password' ? sent.username : id;
  const tenant = request.headers['x-tenant'] ?? '-';
  return {
    status: 200,
    body: {
      access_token: `token of ${who} ${sent.scope ?? ''} ${sent.audience ?? ''} ${sent.extra ?? ''} ${tenant}`,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: sent.scope ?? 'all',
      instance_url: 'https://instance.example',
    },
  };
}
