// How long a token is handed out.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startRig, type Rig } from './support/rig.js';
import { token } from './support/scripted-endpoint.js';

let rig: Rig;
beforeEach(async () => void (rig = await startRig()));
afterEach(() => rig.endpoint.close());

describe('expiry', () => {
  test('the skew is at most half the lifetime, or a short-lived token would never be reused', async () => {
    rig.answer = (_, index) => token(index, { expires_in: 20 });
    const one = rig.source();
    await one.getToken();
    rig.clock.pass(9_000);
    expect(await one.getAccessToken()).toBe('token-0');
    rig.clock.pass(1_000);
    expect(await one.getAccessToken()).toBe('token-1');
  });

  test('a token without expires_in is reused for 300 seconds', async () => {
    rig.answer = (_, index) => ({ body: { access_token: `token-${index}`, token_type: 'bearer' } });
    const one = rig.source({ expirySkew: 0, jitter: 0 });
    await one.getToken();
    rig.clock.pass(299_000);
    expect(await one.getAccessToken()).toBe('token-0');
    rig.clock.pass(1_000);
    expect(await one.getAccessToken()).toBe('token-1');
  });

  test('a clock that is set ten minutes back or ahead never makes an expired token look valid', async () => {
    const one = rig.source({ expirySkew: 0, jitter: 0 });
    await one.getToken();
    rig.clock.jump(-600_000);
    rig.clock.pass(3_600_000);
    expect(await one.getAccessToken()).toBe('token-1');
    rig.clock.jump(3_600_000);
    expect(await one.getAccessToken()).toBe('token-2');
  });
});
