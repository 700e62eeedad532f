/** A variant: a written program, and the mutations that were applied to it, each with the seed of its own choices. */
import { addCache, brokenCache, memoize } from './changing/caches.js';
import { hoist, noRequest, once, otherGrant, userInLoop } from './changing/calls.js';
import type { Mutation } from './mutation.js';
import { aliasFunction, extractConstant, inlineConstant } from './preserving/constants.js';
import { barrel, decoy, moveHelper, renameFile, toTypeScript } from './preserving/files.js';
import { earlyGuard, toArrow, toMethod, toThen, tryCatch, wrap } from './preserving/functions.js';
import { byteOrderMark, comments, doubleQuotes, lineEndings, tabs } from './preserving/layout.js';
import { loopForm } from './preserving/loops.js';
import { toCommonJs } from './preserving/module-system.js';
import { importForm, renameExport, renameVariable } from './preserving/names.js';
import { inQuery, switchClient } from './preserving/request.js';
import type { Program } from './program.js';
import { createRandom, type Random } from './random.js';
import { assertLinked } from './well-formed.js';

export interface Step {
  mutation: Mutation;
  seed: number;
}

export interface Variant {
  seed: number;
  base: Program;
  steps: Step[];
}

const CHANGING = [addCache, memoize, hoist, once, userInLoop, otherGrant, noRequest];
const REQUEST = [switchClient, switchClient, switchClient, inQuery];
const STRUCTURE = [
  brokenCache,
  wrap,
  moveHelper,
  renameFile,
  barrel,
  decoy,
  toArrow,
  toMethod,
  toThen,
  tryCatch,
  earlyGuard,
  extractConstant,
  inlineConstant,
  aliasFunction,
  importForm,
  renameExport,
  renameVariable,
  loopForm,
];
const MODULES = [toCommonJs, toTypeScript];
const LAYOUT = [comments, comments, lineEndings, doubleQuotes, tabs, byteOrderMark];

/** Every kind of change, so that a test can see that none of them has stopped to fit. */
export const MUTATIONS = [...new Set([...CHANGING, ...REQUEST, ...STRUCTURE, ...MODULES, ...LAYOUT])];

/** Chooses a program and steps. The order of kinds is fixed, because each reads the form that the ones before it leave. */
export function createVariant(programs: readonly Program[], seed: number): Variant {
  const random = createRandom(seed);
  const base = random.pick(programs);
  const chosen = [
    ...some(
      random,
      CHANGING.filter(({ name }) => name in base.after),
      0.5,
    ),
    ...some(random, [extractConstant], 0.15),
    ...some(random, REQUEST, 0.7),
    ...random.shuffle(STRUCTURE).slice(0, random.int(5)),
    ...some(random, MODULES, 0.4),
    ...random.shuffle(LAYOUT).slice(0, random.int(3)),
  ];
  return { seed, base, steps: chosen.map((mutation) => ({ mutation, seed: random.int(2 ** 31) })) };
}

const some = (random: Random, from: readonly Mutation[], probability: number): Mutation[] =>
  from.length > 0 && random.chance(probability) ? [random.pick(from)] : [];

export interface Applied {
  program: Program;
  /** What was done, a word a step; steps that did not fit are left out. */
  done: string[];
  mutations: Mutation[];
}

/** Applies the steps; a change of meaning brings the expectation that the program names for it. */
export function applySteps(base: Program, steps: readonly Step[]): Applied {
  let program = base;
  const done: string[] = [];
  const mutations: Mutation[] = [];
  for (const { mutation, seed } of steps) {
    // Once it is CommonJS, imports and exports are hard to compare: the check comes before.
    if (mutation === toCommonJs) assertLinked(program);
    const result = mutation.apply(program, createRandom(seed));
    if (!result || !keepsMarkers(program, result.program)) continue;
    const expected = CHANGING.includes(mutation) ? base.after[mutation.name]! : program.expected;
    program = { ...result.program, expected };
    mutations.push(mutation);
    done.push(result.detail === undefined ? mutation.name : `${mutation.name} (${result.detail})`);
  }
  return { program, done, mutations };
}

/** A mutation that rewrites the text which a marker stands in would move the place that the findings are compared by. */
function keepsMarkers(before: Program, after: Program): boolean {
  const markersOf = (program: Program) =>
    Object.values(program.files)
      .join('\n')
      .match(/\/\*@\w+\*\//g)?.length ?? 0;
  return markersOf(after) >= markersOf(before);
}

/** The fewest steps that still differ in the same way: what a person reads. */
export function shrink(variant: Variant, differs: (applied: Applied) => boolean): Step[] {
  let steps = variant.steps;
  for (let index = steps.length - 1; index >= 0; index--) {
    const fewer = steps.toSpliced(index, 1);
    if (attempt(() => differs(applySteps(variant.base, fewer)))) steps = fewer;
  }
  return steps;
}

/** Without one step another may break the program: then both are needed. */
function attempt(differs: () => boolean): boolean {
  try {
    return differs();
  } catch {
    return false;
  }
}
