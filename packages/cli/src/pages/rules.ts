import type { RuleId } from '@grant-migrate/analysis';

/** One page a rule for the terminal and for reports; the long form, with options, is in the ESLint plugin's `docs/`. */
export interface RulePage {
  /** A few words, for tables and report headings. */
  title: string;
  what: string;
  why: string;
  whatToDo: string;
  incorrect: string;
  correct: string;
}

export const rulePages: Readonly<Record<RuleId, RulePage>> = {
  'no-password-grant': {
    title: 'Do not request tokens with the password grant',
    what: 'A token is requested with grant_type=password: the application sends a user name and a password to the token endpoint. An object literal, a form, a URL, an SDK call, or a grant that comes from another file are all found.',
    why: 'RFC 9700 section 2.4: the password grant MUST NOT be used. It hands the password to the application, trains people to type it anywhere, leaves no room for a second factor, and OAuth 2.1 has no such grant.',
    whatToDo:
      'A machine signs in: client credentials, `grant-migrate migrate --to client-credentials`. A person signs in: Authorization Code with PKCE, `grant-migrate migrate --to pkce`. To stop a 429 today: `grant-migrate migrate --to cached-client`.',
    incorrect: `await axios.post(tokenUrl, qs.stringify({
  grant_type: 'password', username: process.env.SVC_USER, password: process.env.SVC_PASS,
}));`,
    correct: `await getAccessToken({
  tokenEndpoint: tokenUrl, clientId, clientSecret,
  grant: { type: 'client_credentials' }, scope: 'orders.read',
});`,
  },
  'no-token-request-in-loop': {
    title: 'Do not request the same token again at each turn of a loop',
    what: 'A loop, an iteration callback, a repeating timer, a recursion or a stream handler leads to a token request that asks for the same token each time. The way from the loop to the request is followed through other files and shown.',
    why: 'A token is valid for minutes to hours. Ten thousand orders are ten thousand logins, and providers limit them: Okta answers 429 after four token requests a second for one user, and the limit cannot be raised.',
    whatToDo:
      'Request the token once and reuse it until it expires: `grant-migrate migrate --to cached-client`. Only lifting the request out of the loop is not enough when the loop may outlive the token.',
    incorrect: `for (const order of orders) {
  const token = await login();
  await send(order, token);
}`,
    correct: `for (const order of orders) {
  const token = await getAccessToken(credentials); // one request, reused until it expires
  await send(order, token);
}`,
  },
  'require-token-reuse': {
    title: 'Reuse a token until it expires',
    what: 'A helper requests a token and nothing keeps it, while something calls the helper again and again: per call, per HTTP request, per message, per job or per mount.',
    why: 'Each call costs a round trip and a login event, and under load the provider answers 429. Callers that arrive together each request a token of their own.',
    whatToDo:
      '`grant-migrate migrate --to cached-client` replaces the request by one that is cached by everything it sends, refreshed before expiry, and made once for callers that arrive together.',
    incorrect: `export async function getToken() {
  const res = await axios.post(tokenUrl, form);
  return res.data.access_token;
}`,
    correct: `export async function getToken() {
  return getAccessToken({ tokenEndpoint: tokenUrl, clientId, clientSecret, grant });
}`,
  },
  'no-password-grant-server': {
    title: 'Do not let an authorization server accept the password grant',
    what: 'An authorization server, or a client registered at one, is configured to accept grant_type=password. Only `--preset strict` reports it.',
    why: 'RFC 9700 section 2.4. As long as one server accepts the grant, clients that use it will be written.',
    whatToDo:
      'Move the clients first (the rule no-password-grant finds them), then take the grant out of the list.',
    incorrect: `new OAuth2Server({ model, grants: ['password', 'refresh_token'] });`,
    correct: `new OAuth2Server({ model, grants: ['authorization_code', 'refresh_token'] });`,
  },
  'no-unresolved-migration': {
    title: 'Finish a migration that was left to a person',
    what: 'A migration left a marker in the code because a step could not be done safely, and the marker is still there.',
    why: 'A marker that nothing enforces is forgotten, and the half-way state becomes the final one.',
    whatToDo:
      'Do what the marker says, then delete it. `grant-migrate explain <reason>` explains the reason it names.',
    incorrect: `// TODO(grant-migrate: payload-opaque) what is sent cannot be read from the source
const res = await axios.post(tokenUrl, buildPayload(options));`,
    correct: `return getAccessToken({ tokenEndpoint: tokenUrl, clientId, clientSecret, grant });`,
  },
};

/** True for the name of a rule; `explain` is asked for anything. */
export function isRule(name: string): name is RuleId {
  return Object.hasOwn(rulePages, name);
}
