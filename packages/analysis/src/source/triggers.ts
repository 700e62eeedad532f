/**
 * The words without which a file cannot hold a token request. Most files of a repository hold none of them and are
 * neither parsed nor skipped: they are done.
 */

/** A word as it stands in the text, or an expression for its spellings. */
type TriggerWord = string | RegExp;

/** A list triggers when all of its words stand in the text, in any order: for requests that name no grant. */
export type TriggerRule = TriggerWord | readonly TriggerWord[];

/** RFC 6749 names, in the spellings of form fields, options and constants: `grant_type`, `grantType`, `GRANT-TYPE`. */
const STANDARD: readonly TriggerWord[] = [/grant[-_ ]?types?/i, 'client_credentials'];

/**
 * A test for a whole text. `rules` come from the catalog and are added to RFC 6749's own names. The order of the rules
 * does not matter.
 */
export function buildTrigger(rules: readonly TriggerRule[] = []): (text: string) => boolean {
  const words: TriggerWord[] = [...STANDARD];
  const lists: (readonly TriggerWord[])[] = [];
  for (const rule of rules) {
    if (typeof rule === 'string' || rule instanceof RegExp) words.push(rule);
    else lists.push(rule);
  }
  const any = anyOf(words);
  const all = lists.map((list) => list.map((word) => anyOf([word])));
  return (text) => any(text) || all.some((tests) => tests.every((test) => test(text)));
}

/**
 * One expression for all words, for each set of flags: measured three times as fast on 27 MB as a search for each word.
 * `g` and `y` are dropped: they would make a test depend on the one before.
 */
function anyOf(words: readonly TriggerWord[]): (text: string) => boolean {
  const sources = new Map<string, Set<string>>();
  for (const word of words) {
    const { source, flags } = typeof word === 'string' ? { source: escaped(word), flags: '' } : word;
    const kept = flags.replace(/[gy]/g, '');
    sources.set(kept, (sources.get(kept) ?? new Set()).add(source));
  }
  const expressions = [...sources].map(([flags, list]) => new RegExp([...list].join('|'), flags));
  return (text) => expressions.some((expression) => expression.test(text));
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
