const MASK = '[secret]';

/**
 * Blacks out secrets in text that came from elsewhere (a provider's error description may repeat what it was sent).
 * Each secret is looked for as it is, as JSON escapes it and as a form encodes it.
 */
export function redact(text: string, secrets: readonly (string | null | undefined)[]): string {
  let clean = text;
  for (const secret of secrets) {
    // One or two characters would black out half of any text and protect nothing.
    if (!secret || secret.length < 3) continue;
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      clean = clean.replaceAll(form, MASK);
  }
  return clean;
}

/** The address without its query and credentials, for messages and events. */
export function publicAddress(url: URL): string {
  return url.origin + url.pathname;
}
