import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { inspect } from 'node:util';
import {
  clearTokenCache,
  getAccessToken,
  getTokenResponse,
  invalidateAccessToken,
  TokenConfigurationError,
  TokenRequestError,
  type TokenRequest,
} from '../src/index.js';
import { startEndpoint, token, type Scripted, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
let answer: (index: number) => Scripted;

beforeEach(async () => {
  clearTokenCache();
  answer = (index) => token(index);
  endpoint = await startEndpoint((_, index) => answer(index));
});
afterEach(() => endpoint.close());

const machine = (more: Partial<TokenRequest> = {}): TokenRequest => ({
  tokenEndpoint: endpoint.tokenEndpoint,
  clientId: 'orders',
  clientSecret: 'secret value',
  grant: { type: 'client_credentials' },
  ...more,
});

describe('reuse', () => {
  test('10,000 concurrent calls and 1,000 later ones make one token request', async () => {
    const tokens = await Promise.all(Array.from({ length: 10_000 }, () => getAccessToken(machine())));
    for (let call = 0; call < 1000; call++) tokens.push(await getAccessToken(machine()));
    expect(new Set(tokens)).toEqual(new Set(['token-0']));
    expect(endpoint.requests).toHaveLength(1);
  });

  test('rule 1: every member of the request is part of the key, extra parameters and headers included', async () => {
    const variants: Partial<TokenRequest>[] = [
      {},
      { tokenEndpoint: `${endpoint.tokenEndpoint}?tenant=2` },
      { clientId: 'billing' },
      { clientSecret: 'another' },
      { clientAuthentication: 'client_secret_post' },
      { scope: 'a' },
      { scope: '' },
      { scope: 'a b' },
      { audience: 'x' },
      { resource: 'x' },
      { resource: ['x', 'y'] },
      { parameters: { realm: 'staff' } },
      { parameters: { realm: 'guests' } },
      { headers: { 'X-Tenant': '1' } },
      { headers: { 'X-Tenant': '2' } },
      { bodyFormat: 'json' },
      { grant: { type: 'refresh_token', refreshToken: 'r' } },
      { grant: { type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', parameters: { assertion: 'a' } } },
      { grant: { type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', parameters: { assertion: 'b' } } },
    ];
    const tokens = [];
    for (const variant of variants) tokens.push(await getAccessToken(machine(variant)));
    expect(new Set(tokens).size).toBe(variants.length);
    for (const [index, variant] of variants.entries())
      expect(await getAccessToken(machine(variant))).toBe(tokens[index]);
    expect(endpoint.requests).toHaveLength(variants.length);
  });

  test('what is not part of the request is not part of the key: order of scopes, undefined members, signals', async () => {
    await getAccessToken(machine({ scope: 'a b' }));
    await getAccessToken(machine({ scope: 'b a' }));
    await getAccessToken(machine({ scope: ['b', 'a'], audience: undefined, parameters: { x: undefined } }));
    await getAccessToken(machine({ scope: 'a b', signal: new AbortController().signal, timeout: 5 }));
    // An empty list of parameters is another text than none, which costs one request and nothing else.
    expect(endpoint.requests.length).toBeLessThanOrEqual(2);
  });

  test('a double of fetch brings its own tokens, and leaves none behind', async () => {
    const ask = () => getAccessToken(machine());
    expect(await ask()).toBe('token-0');
    const double = () => Promise.resolve(Response.json({ access_token: 'double', token_type: 'Bearer' }));
    const spy = jest.spyOn(globalThis, 'fetch').mockImplementation(double);
    expect(await ask()).toBe('double');
    spy.mockRestore();
    expect(await ask()).toBe('token-0');
  });

  test('forceRefresh asks again; an invalidated token is not handed out again', async () => {
    expect(await getAccessToken(machine())).toBe('token-0');
    expect(await getAccessToken(machine({ forceRefresh: true }))).toBe('token-1');
    expect(await getAccessToken(machine())).toBe('token-1');
    invalidateAccessToken('token-0');
    expect(await getAccessToken(machine())).toBe('token-1');
    invalidateAccessToken('token-1');
    expect(await getAccessToken(machine())).toBe('token-2');
  });

  test('a token that ends before minimumLifetime is asked for again, for everybody', async () => {
    expect(await getAccessToken(machine({ minimumLifetime: 3000 }))).toBe('token-0');
    expect(await getAccessToken(machine({ minimumLifetime: 3000 }))).toBe('token-0');
    // Longer than any token of this endpoint: the newest is the best that can be had.
    expect(await getAccessToken(machine({ minimumLifetime: 7200 }))).toBe('token-1');
    expect(await getAccessToken(machine())).toBe('token-1');
    expect(endpoint.requests).toHaveLength(2);
  });
});

describe('on the wire', () => {
  const sent = () => endpoint.requests.at(-1)!;

  test('Basic by default, as hand-written requests send it: not form-encoded, and no client_id in the body', async () => {
    await getAccessToken(machine({ clientSecret: 'a-b/c+d:é' }));
    const credentials = Buffer.from('orders:a-b/c+d:é').toString('base64');
    expect(sent().headers['authorization']).toBe(`Basic ${credentials}`);
    expect(sent().body).toBe('grant_type=client_credentials');
  });

  test('client_secret_post and none send what they name', async () => {
    await getAccessToken(machine({ clientAuthentication: 'client_secret_post' }));
    expect(Object.fromEntries(sent().form)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'orders',
      client_secret: 'secret value',
    });
    expect(sent().headers['authorization']).toBeUndefined();
    await getAccessToken(machine({ clientSecret: undefined }));
    expect(sent().body).toBe('grant_type=client_credentials&client_id=orders');
  });

  test('extra parameters and headers go along; undefined and null are left out', async () => {
    await getAccessToken(
      machine({
        scope: ['a', 'b'],
        audience: null,
        resource: ['r1', 'r2'],
        parameters: { realm: 'staff', version: 2, off: undefined, none: null, list: ['x', 'y'] },
        headers: { 'X-Tenant': 'one', 'User-Agent': 'orders/1', 'X-Off': undefined },
      }),
    );
    expect(sent().body).toBe(
      'grant_type=client_credentials&scope=a+b&resource=r1&resource=r2&realm=staff&version=2&list=x&list=y',
    );
    expect(sent().headers).toMatchObject({ 'x-tenant': 'one', 'user-agent': 'orders/1' });
    expect(sent().headers).not.toHaveProperty('x-off');
  });

  test('a JSON body keeps the types of its values; a query leaves the body empty', async () => {
    await getAccessToken(machine({ bodyFormat: 'json', parameters: { version: 2, list: ['x', 'y'] } }));
    expect(JSON.parse(sent().body)).toEqual({
      grant_type: 'client_credentials',
      version: 2,
      list: ['x', 'y'],
    });
    expect(sent().headers['content-type']).toBe('application/json');
    await getAccessToken(machine({ bodyFormat: 'query', tokenEndpoint: `${endpoint.tokenEndpoint}?a=1` }));
    expect(sent().url).toBe('/token?a=1&grant_type=client_credentials');
    expect(sent().body).toBe('');
  });

  test('credentials in the address are sent as Basic', async () => {
    const tokenEndpoint = endpoint.tokenEndpoint.replace('//', '//id:p%40ss@');
    await getAccessToken({ tokenEndpoint, grant: { type: 'client_credentials' } });
    expect(sent().headers['authorization']).toBe(`Basic ${btoa('id:p@ss')}`);
  });

  test('an endpoint that is not set is a configuration error that does not repeat it', async () => {
    await expect(getAccessToken(machine({ tokenEndpoint: undefined }))).rejects.toThrow(
      TokenConfigurationError,
    );
    const error = await getAccessToken(machine({ tokenEndpoint: 'hunter2' })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TokenConfigurationError);
    expect(inspect(error)).not.toContain('hunter2');
  });
});

describe('the response, whole', () => {
  test('scopes come back in the order in which each caller asked for them', async () => {
    answer = (index) => token(index, { scope: endpoint.requests[index]!.form.get('scope') });
    const granted = async (scope: string) => (await getTokenResponse(machine({ scope }))).scope;
    expect([await granted('a b'), await granted('b a'), await granted('a b')]).toEqual(['a b', 'b a', 'a b']);
    expect(endpoint.requests).toHaveLength(2);
  });

  test('every member is kept, each caller has an object of its own', async () => {
    answer = (index) =>
      token(index, { instance_url: 'https://eu1.example', nested: { a: [1] }, expires_in: '3599' });
    const first = await getTokenResponse(machine());
    expect(first).toEqual({
      access_token: 'token-0',
      token_type: 'Bearer',
      expires_in: '3599',
      instance_url: 'https://eu1.example',
      nested: { a: [1] },
    });
    first.nested.a.push(2);
    expect((await getTokenResponse(machine())).nested).toEqual({ a: [1] });
    expect(endpoint.requests).toHaveLength(1);
  });

  test('a refresh token in it belongs to the caller: the grant is used again', async () => {
    answer = (index) => token(index, { refresh_token: `refresh-${index}`, expires_in: 0 });
    await getTokenResponse(machine());
    await getTokenResponse(machine());
    expect(endpoint.requests.map(({ form }) => form.get('grant_type'))).toEqual([
      'client_credentials',
      'client_credentials',
    ]);
  });

  test('an answer without an access token is handed over, and not reused', async () => {
    answer = (index) => ({ body: { token: index } });
    expect(await getTokenResponse(machine())).toEqual({ token: 0 });
    expect(await getTokenResponse(machine())).toEqual({ token: 1 });
    await expect(getAccessToken(machine())).rejects.toMatchObject({ code: 'invalid_response' });
  });

  test.each([
    ['a status of 201', { status: 201 }],
    ['no token_type', { body: { access_token: 'token-0', expires_in: 60 } }],
    ['an unusual token_type', { body: { access_token: 'token-0', token_type: 'BearerToken' } }],
    [
      'expires_in as null, scope as a list',
      { body: { access_token: 'token-0', expires_in: null, scope: ['a'] } },
    ],
    [
      'an ID token of whoever',
      { body: { access_token: 'token-0', token_type: 'bearer', id_token: 'x.y.z' } },
    ],
    ['text/html as its type', { headers: { 'content-type': 'text/html' } }],
  ])('an answer with %s was good enough before and is now', async (_, scripted) => {
    answer = (index) => ({ ...token(index), ...scripted });
    expect(await getAccessToken(machine())).toBe('token-0');
  });
});

describe('refusals', () => {
  const person = (password: string): TokenRequest => ({
    ...machine(),
    grant: { type: 'password', username: 'ann', password },
  });

  test('a wrong password is refused each time, and never served from the right password’s token', async () => {
    answer = (index) =>
      endpoint.requests[index]!.form.get('password') === 'right-password'
        ? token(index)
        : { status: 400, body: { error: 'invalid_grant', error_description: 'wrong: wrong-password' } };
    expect(await getAccessToken(person('right-password'))).toBe('token-0');
    for (let call = 0; call < 2; call++)
      await expect(getAccessToken(person('wrong-password'))).rejects.toMatchObject({
        name: 'TokenRequestError',
        code: 'invalid_grant',
        status: 400,
      });
    expect(await getAccessToken(person('right-password'))).toBe('token-0');
    expect(endpoint.requests).toHaveLength(3);
  });

  test('failures are not cached: the next call succeeds', async () => {
    answer = (index) => (index === 0 ? { status: 500, body: 'oops' } : token(index));
    await expect(getAccessToken(machine())).rejects.toMatchObject({ code: 'http_error', status: 500 });
    expect(await getAccessToken(machine())).toBe('token-1');
  });

  test('the error reads as an HTTP client’s error does, and shows no secret', async () => {
    answer = () => ({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="x"', 'x-request-id': '7' },
      body: { error: 'invalid_client', error_description: 'no client orders with secret value', extra: 1 },
    });
    const error = (await getAccessToken(machine()).catch((e: unknown) => e)) as TokenRequestError;
    expect(error).toBeInstanceOf(TokenRequestError);
    expect(error.message).toContain('Check `clientId`');
    expect(error).toMatchObject({
      code: 'invalid_client',
      error: 'invalid_client',
      status: 401,
      statusCode: 401,
    });
    expect(error.response).toMatchObject({ status: 401, data: { error: 'invalid_client', extra: 1 } });
    expect(error.response!.headers['x-request-id']).toBe('7');
    for (const shown of [
      inspect(error, { showHidden: true, depth: 9 }),
      JSON.stringify(error),
      `${error.stack}`,
    ])
      expect(shown).not.toContain('secret value');
  });
});
