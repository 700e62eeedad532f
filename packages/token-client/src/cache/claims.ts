/** What a signed token says of its own life. Nothing is verified: it decides when to ask again, never whom to trust. */
export function claimedLifetime(token: string): number | undefined {
  try {
    const claims = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { exp, iat } = JSON.parse(atob(claims)) as { exp: number; iat?: number };
    const seconds = exp - (iat ?? Date.now() / 1000);
    return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
  } catch {
    return undefined;
  }
}
