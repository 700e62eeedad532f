// An ID token often ends before the access token that it came with.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { clearTokenCache, configureTokenRequests } from '../src/index.js';
import { cachedFetch } from '../src/transports/index.js';
import { startEndpoint, token, type Scripted, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
let answer: (index: number) => Scripted;

beforeEach(async () => {
  clearTokenCache();
  configureTokenRequests({ rateLimit: false });
  endpoint = await startEndpoint((_, index) => answer(index));
});
afterEach(() => endpoint.close());

test('a response lasts no longer than its ID token', async () => {
  const idToken = (seconds: number) =>
    `e30.${Buffer.from(JSON.stringify({ iat: 1_700_000_000, exp: 1_700_000_000 + seconds })).toString('base64url')}.x`;
  const post = async (scope: string) => {
    const body = new URLSearchParams({ grant_type: 'password', username: 'a', password: 'b', scope });
    const response = await cachedFetch(fetch)(endpoint.tokenEndpoint, { method: 'POST', body });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  answer = (index) => token(index, { id_token: idToken(3600) });
  expect(await post('long')).toBe(await post('long'));
  answer = (index) => token(index, { id_token: idToken(0) });
  expect(await post('ended')).not.toBe(await post('ended'));
});
