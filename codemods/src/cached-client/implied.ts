/** What the token client sends or does by itself, so that the rewritten call need not say it. */
import type { WirePart } from '@grant-migrate/analysis';

export type BodyFormat = 'form' | 'json' | 'query';

/** Media types that go without saying for each way of sending the parameters. */
const CONTENT_TYPES: Record<BodyFormat, RegExp> = {
  form: /^application\/x-www-form-urlencoded\s*(;\s*charset=utf-?8)?$/i,
  json: /^application\/json\s*(;\s*charset=utf-?8)?$/i,
  query: /^application\/(x-www-form-urlencoded|json)\s*(;\s*charset=utf-?8)?$/i,
};
const ACCEPT = /^(application\/json|\*\/\*)(\s*[,;].*)?$/i;

/** Headers that the token client sets itself to the same effect. */
export function isImpliedHeader(header: WirePart, format: BodyFormat): boolean {
  if (/^content-length$/i.test(header.key)) return true;
  if (header.value.kind !== 'text') return false;
  if (/^content-type$/i.test(header.key)) return CONTENT_TYPES[format].test(header.value.text.trim());
  return /^accept$/i.test(header.key) && ACCEPT.test(header.value.text.trim());
}

/** Options of HTTP clients that say what a token request is anyway. */
const IMPLIED_OPTIONS = new Set([
  'method',
  'url',
  'data',
  'body',
  'headers',
  'auth',
  'params',
  'json',
  'form',
  'responseType',
]);

/** True when every option of the old call is said by the new one. */
export function areImpliedOptions(options: readonly string[], more: readonly string[] = []): boolean {
  return options.every((option) => IMPLIED_OPTIONS.has(option) || more.includes(option));
}
