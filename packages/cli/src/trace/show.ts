/** A run's token requests for a person at a terminal. */
import { count, number } from '../reporters/words.js';
import type { View } from '../terminal.js';
import { pathFrom } from '../workspace/listing.js';
import type { Frame } from './observation.js';
import { ASSUMED_LIFETIME, type TracedPlace, type TraceSummary } from './summary.js';

export function showTrace(summary: TraceSummary, root: string, view: View): string {
  const { bold, dim, red, green, cyan } = view.colors;
  if (summary.requests === 0)
    return [
      bold('No token request was made by a Node process.'),
      dim('Programs in other languages and requests that a test double answers are not seen.'),
      '',
    ].join('\n');
  const blocks = summary.places.map((place) => placeBlock(place, root, view));
  const needed = summary.requests - summary.avoidable;
  const verdict = [
    bold((summary.avoidable > 0 ? red : green)(count(summary.requests, 'token request'))),
    summary.avoidable > 0 ? `${number(needed)} would have done` : 'none of them avoidable',
    ...(summary.refused > 0 ? [`${number(summary.refused)} answered 429`] : []),
    `at most ${number(summary.peak)} within one second for one user`,
    ...(summary.processes > 1 ? [`${number(summary.processes)} processes`] : []),
  ];
  const first = summary.places.find(({ avoidable }) => avoidable > 0)?.path.at(-1);
  const next =
    first === undefined
      ? []
      : [
          `Next: ${cyan(`grant-migrate migrate ${shortened(first.file, root)}`)}   shows the rewrite and writes nothing`,
        ];
  return [...blocks.map((lines) => `${lines.join('\n')}\n`), verdict.join(' · '), ...next, ''].join('\n');
}

function placeBlock(place: TracedPlace, root: string, view: View): string[] {
  const { underline, dim, red, yellow } = view.colors;
  const at = place.path.at(-1);
  const { requests, avoidable, refused, failed, lifetime } = place;
  const lived =
    lifetime === null ? `taken to be valid for ${ASSUMED_LIFETIME} s` : `valid for ${number(lifetime)} s`;
  const facts = [
    `${count(requests, 'token request')}${avoidable > 0 ? `, ${yellow(number(avoidable))} of them while an earlier token was valid (${lived})` : ''}`,
    ...(refused > 0
      ? [
          `${red(number(refused))} answered 429, at most ${number(place.peak)} sent within one second for one user`,
        ]
      : []),
    ...(failed > 0 ? [`${number(failed)} failed otherwise`] : []),
    dim(`${place.grants.join(', ')} grant at ${place.endpoints.join(', ')}`),
  ];
  const title =
    at === undefined
      ? 'a place that the stack does not show'
      : `${shortened(at.file, root)}:${at.line} ${at.function}`;
  return [underline(title), ...facts.map((fact) => `  ${fact}`), ...pathLines(place.path, root, view)];
}

function pathLines(path: readonly Frame[], root: string, view: View): string[] {
  if (path.length < 2) return [];
  return path.map(({ file, line, function: name }, depth) => {
    const branch = depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `;
    return `    ${view.colors.dim(branch)}${shortened(file, root)}:${line}    ${view.colors.dim(name)}`;
  });
}

/** As seen from the root; a file outside of it in full. */
export function shortened(file: string, root: string): string {
  const path = pathFrom(root)(file);
  return path.startsWith('..') ? file : path;
}
