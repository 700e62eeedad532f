// At least 2,000 variants of the written programs: where the meaning stays the findings stay, where it changes they go.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { differencesOf } from './judge.js';
import { readPrograms } from './program.js';
import { applySteps, createVariant, MUTATIONS, shrink, type Applied, type Variant } from './variants.js';
import { assertDeclared, assertLinked } from './well-formed.js';

const programs = readPrograms();
const seed = Number(process.env.MUTATION_SEED ?? 20_000);
const count = Number(process.env.MUTATION_COUNT ?? 2_400);
const everyDay = process.env.MUTATION_SEED === undefined && process.env.MUTATION_COUNT === undefined;

/** A defect of the analysis that variants showed. It leaves the list when it is mended. */
interface Known {
  /** The smallest program that shows it, in `known/`. */
  name: string;
  /** Words that the shrunk steps hold, all of them. */
  steps: string[];
  program?: string;
  why: string;
}
const known: Known[] = JSON.parse(readFileSync(new URL('known.json', import.meta.url), 'utf8'));

interface Failure {
  variant: Variant;
  difference: string;
  smallest: Applied;
}

/** Applies the steps of a variant; throws where they left a program that could not run. */
function apply(variant: Variant): Applied {
  try {
    const applied = applySteps(variant.base, variant.steps);
    assertDeclared(applied.program);
    assertLinked(applied.program);
    return applied;
  } catch (error) {
    const steps = variant.steps.map(({ mutation }) => mutation.name).join(', ');
    throw new Error(`${variant.base.name}, seed ${variant.seed}, is broken by its mutations: ${steps}`, {
      cause: error,
    });
  }
}

/** Each difference of a variant comes with the smallest program that shows it. */
function failuresOf(variant: Variant, { program }: Applied): Failure[] {
  return differencesOf(program).map((difference) => {
    const differs = (applied: Applied) => differencesOf(applied.program).includes(difference);
    return { variant, difference, smallest: applySteps(variant.base, shrink(variant, differs)) };
  });
}

const explains = ({ steps, program }: Known, { variant, smallest }: Failure): boolean =>
  (program === undefined || program === variant.base.name) &&
  steps.every((word) => smallest.done.some((step) => step.includes(word)));

function shown({ variant, difference, smallest }: Failure): string {
  const files = Object.entries(smallest.program.files).map(([file, text]) => `--- ${file}\n${text}`);
  return [
    `${difference}  in ${variant.base.name} after ${smallest.done.join(', ') || 'nothing'}`,
    `again: MUTATION_SEED=${variant.seed} MUTATION_COUNT=1 node scripts/jest.mjs test/mutations`,
    ...files,
  ].join('\n');
}

test('findings stay or go as the meaning does', () => {
  process.stdout.write(`mutations: MUTATION_SEED=${seed} MUTATION_COUNT=${count}\n`);
  const texts = new Set<string>();
  const used = new Map(MUTATIONS.map((mutation) => [mutation, 0]));
  const failures = Array.from({ length: count }, (_, index) => {
    const variant = createVariant(programs, seed + index);
    const applied = apply(variant);
    texts.add(JSON.stringify(applied.program.files));
    for (const mutation of applied.mutations) used.set(mutation, (used.get(mutation) ?? 0) + 1);
    return failuresOf(variant, applied);
  }).flat();
  if (process.env.MUTATION_REPORT) console.log(failures.map(shown).join('\n\n'));
  const unknown = failures.filter((failure) => !known.some((one) => explains(one, failure)));
  expect(unknown.slice(0, 3).map(shown)).toEqual([]);
  if (!everyDay) return;
  expect(texts.size).toBeGreaterThanOrEqual(2_000);
  // A mutation that has stopped to fit would check nothing, and nobody would see it.
  expect([...used].filter(([, times]) => times < 10).map(([{ name }]) => name)).toEqual([]);
}, 600_000);

describe('known defects', () => {
  const smallest = readPrograms('known');

  test('each has its program and says why', () => {
    expect(known.map(({ name }) => name).sort()).toEqual(smallest.map(({ name }) => name));
    for (const { why } of known) expect(why).toMatch(/^[A-Z].{20,}\.$/);
  });

  // One that is judged rightly is mended: its program and its line go.
  test.each(smallest.map((program) => [program.name, program] as const))('%s', (_name, program) => {
    assertDeclared(program);
    expect(differencesOf(program)).not.toEqual([]);
  });
});
