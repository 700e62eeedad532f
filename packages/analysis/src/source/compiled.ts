/**
 * Build output: it repeats its source, which is where a finding belongs. Only what clearly is a bundle or has its source in
 * the project counts; a published package whose only code is compiled is analysed like any other.
 */

/** Tells whether the project holds a file, by its posix path from the root. */
export type HasFile = (file: string) => boolean;

const SCRIPT = /\.[cm]?jsx?$|\.d\.[cm]?ts$/i;

/** Folders that frameworks write and nobody else. */
const GENERATED =
  /(^|\/)(\.next|\.nuxt|\.output|\.svelte-kit|\.astro|\.vercel|\.netlify|\.angular|\.parcel-cache|\.turbo|cdk\.out)\//;

/** The folders that compilers write to, and where their source usually stands. */
const OUTPUT =
  /^(dist|build|built|out|output|lib|es|esm|cjs|umd|compiled|commonjs|module|js|release)(-.*)?$/i;
const SOURCE = ['src', 'source', 'lib', 'ts', 'app', ''];

const BUNDLES: readonly [RegExp, string][] = [
  [
    /function __webpack_require__\(|webpackBootstrap|^\(?(?:self|window|globalThis|this)\.?\[?["']?webpack(?:Chunk|Jsonp)/m,
    'webpack bundle',
  ],
  [/\(function e\(t,\s*n,\s*r\)\s*\{|\(function\(\)\s*\{function r\(e,\s*n,\s*t\)/, 'browserify bundle'],
  [/\bparcelRequire(?:[0-9a-f]+)?\s*=/, 'parcel bundle'],
  [/\bvar __commonJS(?:Min)? = [\s\S]*^\/\/ (?:\.\.\/)*node_modules\//m, 'esbuild bundle'],
  [/^System\.register\(\[/m, 'SystemJS module'],
];

/** What compilers leave behind and people do not write. */
const COMPILED =
  /\/\/# sourceMappingURL=|\b__(?:awaiter|generator|importDefault|importStar|createBinding|decorate|extends|rest|spreadArray)\b|\b_interopRequire(?:Default|Wildcard)\b|\b_regenerator|\b_asyncToGenerator\b|Object\.defineProperty\(exports, ["']__esModule["']/;

/** What makes the file build output, in words; null when it is none. */
export function isCompiled(file: string, text: string, has: HasFile): string | null {
  if (GENERATED.test(file)) return 'written by a framework';
  if (!SCRIPT.test(file)) return null;
  for (const [mark, name] of BUNDLES) if (mark.test(text)) return name;
  if (!COMPILED.test(text)) return null;
  const source = sourceCandidates(file).find((candidate) => candidate !== file && has(candidate));
  return source === undefined ? null : `compiled from ${source}`;
}

/** Where the source of a compiled file may stand: beside it, or in the folder that its output folder stands for. */
export function sourceCandidates(file: string): string[] {
  const stem = file.replace(SCRIPT, '');
  const typed = ['.ts', '.tsx', '.mts', '.cts'];
  const candidates = typed.map((extension) => stem + extension);
  const parts = stem.split('/');
  for (let at = 0; at < parts.length - 1; at++) {
    if (!OUTPUT.test(parts[at]!)) continue;
    // `dist/esm/a.js`, `dist/src/a.js`: the folder below the output folder may be the format or the source folder itself.
    const within = at + 2 < parts.length && (OUTPUT.test(parts[at + 1]!) || SOURCE.includes(parts[at + 1]!));
    for (const rest of within ? [parts.slice(at + 1), parts.slice(at + 2)] : [parts.slice(at + 1)]) {
      for (const folder of SOURCE) {
        const path = [...parts.slice(0, at), ...(folder === '' ? [] : [folder]), ...rest].join('/');
        candidates.push(...[...typed, '.js', '.jsx', '.mjs'].map((extension) => path + extension));
      }
    }
  }
  return candidates;
}
