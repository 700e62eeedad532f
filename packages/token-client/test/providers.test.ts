// What providers answer, in their own shapes.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clearTokenCache, configureTokenRequests, getAccessToken, getTokenResponse } from '../src/index.js';
import { PROVIDER_ANSWERS } from './support/provider-answers.js';
import { startEndpoint, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
beforeEach(() => {
  clearTokenCache();
  configureTokenRequests({ retry: { limit: 0 } });
});
afterEach(() => endpoint.close());

describe.each(PROVIDER_ANSWERS)('$provider: $what', ({ status, headers, body, expected }) => {
  const request = () => ({
    tokenEndpoint: endpoint.tokenEndpoint,
    clientId: 'orders',
    grant: { type: 'client_credentials' } as const,
  });

  test(status === 200 ? 'is a token' : 'is an error that can be acted on', async () => {
    endpoint = await startEndpoint(() => ({ status, headers, body }));
    if (expected.accessToken) {
      expect(await getAccessToken(request())).toBe(expected.accessToken);
      expect(await getTokenResponse(request())).toEqual(body);
      return;
    }
    const error = await getAccessToken(request()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: expected.code,
      status,
      ...(expected.description && { errorDescription: expect.stringMatching(expected.description) }),
      response: { status, data: body },
    });
    const { retryAfterMs } = error as { retryAfterMs?: number };
    if (expected.retryAfterMs === undefined) expect(retryAfterMs).toBeUndefined();
    // Jitter only ever adds.
    else expect(retryAfterMs).toBeGreaterThanOrEqual(expected.retryAfterMs);
  });
});
