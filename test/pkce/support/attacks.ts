/** The security list on a server, by single requests: what no honest browser sends. One entry a test. */
import { expect } from '@jest/globals';
import { ask, type Answer } from './application.js';
import { cookiesOf, REDIRECTS, visit, type Rig } from './rig.js';

export const attacks: Record<string, (rig: Rig) => Promise<void>> = {
  '1. state and nonce are new for each sign-in; 2. the challenge is S256': async (rig) => {
    const [first, second] = await Promise.all([requestOf(rig), requestOf(rig)]);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(name)?.length).toBeGreaterThanOrEqual(43);
      expect(first.get(name)).not.toBe(second.get(name));
    }
    expect(first.get('code_challenge_method')).toBe('S256');
  },

  '1. an answer with another state is refused': async (rig) => {
    const { url, cookie } = await rig.untilCallback();
    url.searchParams.set('state', `${url.searchParams.get('state')!.slice(0, -1)}~`);
    await expectRefused(url, cookie);
  },

  '1. an ID token with another nonce is refused': async (rig) => {
    const { url, cookie } = await rig.untilCallback({
      tamper: (request) => request.searchParams.set('nonce', 'a nonce of somebody else'),
    });
    await expectRefused(url, cookie);
  },

  '2. a code is worth nothing in the sign-in of another browser': async (rig) => {
    const [stolen, own] = [
      await rig.untilCallback({ user: 'alice' }),
      await rig.untilCallback({ user: 'mallory' }),
    ];
    own.url.searchParams.set('code', stolen.url.searchParams.get('code')!);
    await expectRefused(own.url, own.cookie);
  },

  '3. the transaction is sealed, for the callback alone, ten minutes, and used once': async (rig) => {
    const login = await ask(`${rig.origin}/auth/login`);
    const [cookie] = login.headers['set-cookie']!;
    expect(cookie).toMatch(/; Max-Age=600; Path=\/auth\/callback; HttpOnly; SameSite=Lax$/);
    const state = new URL(login.headers.location!).searchParams.get('state')!;
    expect(Buffer.from(cookie!.split(/[=;]/)[1]!, 'base64url').toString('latin1')).not.toContain(state);
    const { url, cookie: own } = await rig.untilCallback();
    const done = await ask(url, { headers: { cookie: own } });
    expect(done.headers['set-cookie']).toContainEqual(expect.stringMatching(/^sign-in-.*=; Max-Age=0; /));
  },

  '3. a callback without a transaction is refused, and so is a replayed one': async (rig) => {
    const { url, cookie } = await rig.untilCallback();
    await expectRefused(url, '');
    expect((await ask(url, { headers: { cookie } })).status).toBe(200);
    await expectRefused(url, cookie);
    await expectRefused(new URL('/auth/callback', rig.origin), '');
  },

  '4. the redirect URI comes from the settings, whatever the Host header says': async (rig) => {
    const login = await ask(`${rig.origin}/auth/login`, { headers: { host: 'evil.example' } });
    expect(new URL(login.headers.location!).searchParams.get('redirect_uri')).toBe(
      `${rig.origin}/auth/callback`,
    );
  },

  '5. a session that was planted is not the one that is signed in': async (rig) => {
    const mallory = await signedIn(rig, 'mallory');
    const { url, cookie } = await rig.untilCallback({ user: 'alice' });
    const done = await ask(url, { headers: { cookie: `${cookie}; ${mallory}` } });
    const alice = sessionOf(done);
    expect(alice).not.toBe(mallory);
    expect((await ask(`${rig.origin}/orders`, { headers: { cookie: alice } })).body).toContain('alice');
    expect((await ask(`${rig.origin}/orders`, { headers: { cookie: mallory } })).body).not.toContain('alice');
  },

  '6. no address of another site is returned to': async (rig) => {
    for (const address of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/%09/evil.example',
      'javascript:alert(1)',
      '/auth/login',
    ]) {
      const { url, cookie } = await rig.untilCallback({ returnTo: address });
      const done = await ask(url, { headers: { cookie } });
      expect(done.body).toContain('content="0; url=/"');
    }
    const { url, cookie } = await rig.untilCallback({ returnTo: '/orders' });
    expect((await ask(url, { headers: { cookie } })).body).toContain('url=/orders"');
  },

  '7. an answer of another issuer is refused': async (rig) => {
    const { url, cookie } = await rig.untilCallback();
    url.searchParams.set('iss', 'https://evil.example');
    await expectRefused(url, cookie);
  },

  '7. so is one that names no issuer, where the server always does': async (rig) => {
    const { url, cookie } = await rig.untilCallback();
    url.searchParams.delete('iss');
    await expectRefused(url, cookie);
  },

  '8. another site cannot sign a person out, nor a link': async (rig) => {
    const cookie = await signedIn(rig, 'alice');
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}])
      expect(
        (await ask(`${rig.origin}/auth/logout`, { method: 'POST', headers: { cookie, ...headers } })).status,
      ).toBe(403);
    expect([404, 405]).toContain((await ask(`${rig.origin}/auth/logout`, { headers: { cookie } })).status);
    expect((await ask(`${rig.origin}/orders`, { headers: { cookie } })).status).toBe(200);
  },

  '8. signing out revokes the refresh token': async (rig) => {
    const cookie = await signedIn(rig, 'leaver');
    const { origin } = rig;
    expect(rig.server.liveRefreshTokens('leaver')).toBe(1);
    const out = await ask(`${origin}/auth/logout`, { method: 'POST', headers: { cookie, origin } });
    expect(out.status).toBe(303);
    const address = new URL(out.headers.location!);
    expect(address.pathname).toMatch(/\/v1\/logout$/);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`);
    expect(address.searchParams.has('id_token_hint')).toBe(true);
    expect(rig.server.liveRefreshTokens('leaver')).toBe(0);
    expect(REDIRECTS).toContain((await ask(`${origin}/orders`, { headers: { cookie } })).status);
  },

  '9. one refresh, however many requests a session makes at once': async (rig) => {
    rig.server.setAccessTokenTtl(2);
    const cookie = await signedIn(rig, 'alice');
    rig.server.setAccessTokenTtl(3600);
    await new Promise((done) => setTimeout(done, 1100));
    rig.server.reset();
    const answers = await Promise.all(Array.from({ length: 8 }, () => visit(rig, '/orders', cookie)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(rig.server.stats.byGrant).toEqual({ refresh_token: 1 });
  },

  '9. a session whose grant was ended elsewhere is dropped': async (rig) => {
    rig.server.setAccessTokenTtl(2);
    const cookie = await signedIn(rig, 'alice');
    rig.server.setAccessTokenTtl(3600);
    rig.server.revokeAll();
    await new Promise((done) => setTimeout(done, 1100));
    expect(REDIRECTS).toContain((await ask(`${rig.origin}/orders`, { headers: { cookie } })).status);
    expect((await ask(`${rig.origin}/`, { headers: { cookie } })).body).not.toContain('alice');
  },

  '11. a page leads on from the callback: a redirect would come without the Strict cookie': async (rig) => {
    const { url, cookie } = await rig.untilCallback({ returnTo: '/orders' });
    const done = await ask(url, { headers: { cookie } });
    expect(done.status).toBe(200);
    expect(done.headers.location).toBeUndefined();
    const session = done.headers['set-cookie']!.filter((one) => !one.startsWith('sign-in-'));
    for (const one of session) expect(one).toMatch(/; SameSite=Strict/i);
    expect(session.length).toBeGreaterThan(0);
  },

  '13. nothing is kept by caches, and no page of the flow shows a token': async (rig) => {
    const { url, cookie } = await rig.untilCallback();
    const answers = [
      await ask(`${rig.origin}/auth/login`),
      await ask(url, { headers: { cookie } }),
      await ask(url, { headers: { cookie } }),
    ];
    for (const { headers, body } of answers) {
      expect(headers['cache-control']).toBe('no-store');
      for (const secret of rig.server.secrets) expect(body).not.toContain(secret);
    }
  },
};

async function requestOf(rig: Rig): Promise<URLSearchParams> {
  return new URL((await ask(`${rig.origin}/auth/login`)).headers.location!).searchParams;
}

async function expectRefused(url: URL, cookie: string): Promise<void> {
  const answer = await ask(url, { headers: { cookie } });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('Not signed in');
  expect(cookiesOf(answer).filter((one) => !one.startsWith('sign-in-'))).toEqual([]);
}

/** The Cookie header of a session in which somebody is signed in. */
async function signedIn(rig: Rig, user: string): Promise<string> {
  const { url, cookie } = await rig.untilCallback({ user });
  const done = await ask(url, { headers: { cookie } });
  return sessionOf(done);
}

function sessionOf(answer: Answer): string {
  return cookiesOf(answer)
    .filter((one) => !one.startsWith('sign-in-'))
    .join('; ');
}
