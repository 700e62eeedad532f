import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '../src/clock.js';
import { createDigest, type Digest } from '../src/keyed/digest.js';
import { createKeyedTokens } from '../src/keyed/registry.js';
import { createLanes } from '../src/limit/lane.js';

const runtimes: Record<string, () => void> = {
  'with Node’s one-shot hash': () => {},
  'with WebCrypto, as in browsers': () => {
    jest.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  },
};

describe.each(Object.entries(runtimes))('the keyed digest %s', (_, enter) => {
  let digest: Digest;
  beforeEach(() => {
    enter();
    digest = createDigest();
  });
  afterEach(() => void jest.restoreAllMocks());

  test('tells texts apart, shows nothing of them, and differs from process to process', async () => {
    const digests = await Promise.all(['pass-word', 'pass-worD', ''].map((text) => digest(text)));
    expect(new Set(digests).size).toBe(3);
    expect(await digest('pass-word')).toBe(digests[0]);
    expect(await createDigest()('pass-word')).not.toBe(digests[0]);
    expect(digests.join()).not.toContain('pass');
  });

  test('1,000 concurrent calls make one token request', async () => {
    const fetch = jest.fn(async () => Response.json({ access_token: 't', expires_in: 60 }));
    const environment = { clock: systemClock, lanes: createLanes(systemClock), random: Math.random, digest };
    const tokens = createKeyedTokens({ ...environment, settings: () => ({ fetch }) });
    const call = async () =>
      (
        await tokens.get(
          {
            tokenEndpoint: 'https://login.example/token',
            clientId: 'c',
            grant: { type: 'client_credentials' },
          },
          'access',
        )
      ).set.accessToken;
    expect(new Set(await Promise.all(Array.from({ length: 1000 }, call)))).toEqual(new Set(['t']));
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
