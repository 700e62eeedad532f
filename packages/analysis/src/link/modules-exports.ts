/** The `exports` and `imports` fields of a manifest, as Node.js defines them, for every condition at once. */
import { isJson } from './modules-json.js';
import { starOf } from './modules-tsconfig.js';

/** Conditions that name source come first, declarations last; code stands where code is run otherwise. */
const FIRST = ['source', 'development', 'import', 'module', 'default', 'node', 'require'];

/**
 * The targets that a field gives for `key` (`.`, `./sub`, `#name`), best first, paths from the package. Whoever asks takes
 * the first that is there: which conditions a build sets is not known here.
 */
export function exportTargets(field: unknown, key: string): string[] {
  if (field === undefined || field === null) return [];
  if (!isJson(field) || !Object.keys(field).some((name) => /^[.#]/.test(name)))
    return key === '.' ? flat(field) : [];
  const patterns = Object.keys(field)
    .map((pattern) => ({ pattern, star: starOf(pattern.replace(/\/$/, '/*'), key) }))
    .filter(({ star }) => star !== null)
    // An exact key wins, then the longest one.
    .sort((a, b) => Number(a.star !== '') - Number(b.star !== '') || b.pattern.length - a.pattern.length);
  return patterns.flatMap(({ pattern, star }) =>
    flat(field[pattern]).map((target) => target.replace(/\/$/, '/*').replaceAll('*', () => star!)),
  );
}

function flat(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(flat);
  if (!isJson(target)) return [];
  const rank = (condition: string) => {
    const at = FIRST.indexOf(condition);
    if (at >= 0) return at;
    return condition.startsWith('types') ? FIRST.length + 1 : FIRST.length;
  };
  return Object.entries(target)
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([, value]) => flat(value));
}
