/** A scope as the wire has it: space-separated, in the order given (RFC 6749 section 3.3). */
export function scopeOnWire(scope: string | readonly string[] | null | undefined): string | undefined {
  if (scope == null) return undefined;
  return typeof scope === 'string' ? scope : scope.join(' ');
}

/** A scope as a cache key has it: sorted, since its order means nothing. */
export function scopeText(scope: string | readonly string[]): string {
  // The common cases need no list.
  if (typeof scope === 'string' && !scope.includes(' ')) return scope;
  const list = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [...scope];
  return list.sort().join(' ');
}
