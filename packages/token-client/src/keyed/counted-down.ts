import type { HeldToken } from '../cache/held-token.js';
import { parseObject } from '../request/answer.js';

/** Members that count seconds from the moment of the answer: RFC 6749, Entra, Keycloak, and others' refresh tokens. */
const COUNTERS = ['expires_in', 'ext_expires_in', 'refresh_expires_in', 'refresh_token_expires_in'];

/**
 * The endpoint's own JSON, with what counts seconds counted down by the time that the answer was held. Every call gets an
 * object of its own, which it may change.
 * @param now milliseconds on the steady clock
 */
export function countedDown(held: HeldToken, now: number): Record<string, unknown> {
  const response = parseObject(held.body ?? '') ?? {};
  const elapsed = Math.round((now - held.receivedAt) / 1000);
  for (const name of COUNTERS) {
    const value = response[name];
    // Endpoints that send a number as text (Entra v1) are answered in text.
    if (typeof value === 'number') response[name] = Math.max(0, value - elapsed);
    else if (typeof value === 'string' && /^\d+$/.test(value))
      response[name] = String(Math.max(0, Number(value) - elapsed));
  }
  return response;
}
