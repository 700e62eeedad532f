/** What the analysis says of a program, in the program's own terms: rules at markers. */
import { analyzeProject } from '@grant-migrate/analysis';
import { sourcesOf } from './modules.js';
import type { Program } from './program.js';

const SCORED = ['no-password-grant', 'no-token-request-in-loop', 'require-token-reuse'];

/** `rule@marker` for each finding; a finding beside all markers names its file and line instead. */
function placesOf(program: Program): string[] {
  const files = { ...program.files, 'package.json': manifestOf(program) };
  const { findings } = analyzeProject(
    {
      root: `/virtual/${program.name}`,
      files: sourcesOf(program).sort(),
      read: (file) => (file in files ? (files as Record<string, string>)[file]! : { unreadable: 'ENOENT' }),
    },
    { preset: 'recommended' },
  );
  return findings
    .filter(({ ruleId }) => SCORED.includes(ruleId))
    .map(
      ({ ruleId, file, start }) =>
        `${ruleId}@${markerAt(program.files[file] ?? '', start) ?? `${file}:${start.line}`}`,
    );
}

/** The marker on the finding's line; no line of a program has two. */
function markerAt(text: string, start: { line: number }): string | null {
  const line = text.split(/\r?\n/)[start.line - 1] ?? '';
  return /\/\*@(\w+)\*\//.exec(line)?.[1] ?? null;
}

/** What differs from what is expected: `missing rule@marker`, `unexpected rule@marker`, `twice rule@marker`. */
export function differencesOf(program: Program): string[] {
  const places = placesOf(program);
  const { must, may } = program.expected;
  return [
    ...must.filter((place) => !places.includes(place)).map((place) => `missing ${place}`),
    ...places.filter((place) => ![...must, ...may].includes(place)).map((place) => `unexpected ${place}`),
    ...places.filter((place, index) => places.indexOf(place) !== index).map((place) => `twice ${place}`),
  ];
}

/** A manifest that names the packages the program imports, as a project that runs has one. */
function manifestOf(program: Program): string {
  const names = sourcesOf(program).flatMap((file) =>
    [...(program.files[file] ?? '').matchAll(/(?:from|require\(|import\()\s*['"]([^.'"][^'"]*)['"]/g)].map(
      ([, name = '']) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
    ),
  );
  const dependencies = Object.fromEntries(
    [...new Set(names)].filter((name) => !name.startsWith('node:')).map((name) => [name, '*']),
  );
  const type = sourcesOf(program).some((file) => /\brequire\(/.test(program.files[file] ?? ''))
    ? 'commonjs'
    : 'module';
  return JSON.stringify({ name: program.name, private: true, type, dependencies }, null, 2);
}
