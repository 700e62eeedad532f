// What the server's own tests need of a client: plain requests, no library that could hide what the server answers.
import { createHash, createPrivateKey, randomBytes, randomUUID, sign } from 'node:crypto';

/**
 * A token request. @param {string} endpoint @param {Record<string, string>} body @param {Record<string, string>} [headers]
 * @returns {Promise<{ status: number, headers: Headers, body: any }>}
 */
export async function post(endpoint, body, headers = {}) {
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(body), headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** RFC 7636 with S256. */
export function createPkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** A client assertion (RFC 7523 section 2.2). @param {{ clientId: string, privateKey: any }} client @param {string} audience */
export function clientAssertion({ clientId, privateKey }, audience) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 60 };
  const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode({ alg: 'ES256', kid: privateKey.kid })}.${encode(claims)}`;
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString(
    'base64url',
  );
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${input}.${signature}`,
  };
}

/** A browser without a screen: keeps cookies, follows redirects until they leave the server, sends forms. */
export function createBrowser() {
  /** @type {Map<string, string>} */
  const cookies = new Map();

  /**
   * @param {string} url
   * @param {Record<string, string>} [form] sent with POST when given
   * @returns {Promise<{ url: string, status: number, text: string }>} the last page, or the address outside the server
   */
  async function go(url, form) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, status: response.status, text: await response.text() };
    const next = new URL(location, url);
    if (next.origin !== new URL(url).origin || next.pathname === '/callback')
      return { url: next.href, status: response.status, text: '' };
    return go(next.href);
  }

  /** Signs in and consents on the provider's own pages. @param {{ url: string, text: string }} page @param {string} user */
  async function signIn(page, user) {
    const login = await go(actionOf(page), { prompt: 'login', login: user, password: 'any' });
    return go(actionOf(login), { prompt: 'consent' });
  }

  return { go, signIn };
}

/** Where the form of a page goes. @param {{ url: string, text: string }} page */
function actionOf({ url, text }) {
  const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
  if (action === undefined) throw new Error(`no form at ${url}: ${text.slice(0, 200)}`);
  return new URL(action, url).href;
}

/** The hidden fields of a page's form. @param {string} text @returns {Record<string, string>} */
export function hiddenFields(text) {
  const fields = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}
