import { readFileSync } from 'node:fs';
import type { Plan } from '@grant-migrate/codemods';
import writeFileAtomic from 'write-file-atomic';
import { CannotRun, whyNot } from '../errors.js';
import { writeOrSayWhy } from '../write-or-say-why.js';

/** Keeps a plan for `apply`, on this machine or another one with the same files. */
export function writePlanFile(path: string, plan: Plan): void {
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  writeOrSayWhy('the plan', path, () => writeFileAtomic.sync(path, text));
}

/** Reads a plan and demands its shape: it may come from another version, or be another file altogether. */
export function readPlanFile(path: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw noPlan(path, 'it is not JSON');
    throw new CannotRun(`Cannot read the plan ${path}: ${whyNot(error)}.`);
  }
  const plan = value as Partial<Plan> | null;
  if (plan?.version !== 1) throw noPlan(path, 'it has no "version": 1');
  for (const list of ['edits', 'created', 'dependencies', 'sites'] as const)
    if (!Array.isArray(plan[list])) throw noPlan(path, `it has no list "${list}"`);
  if (typeof plan.hashes !== 'object' || plan.hashes === null) throw noPlan(path, 'it has no "hashes"');
  const sound =
    plan.edits!.every(
      ({ file, start, end, text }) =>
        typeof file === 'string' &&
        Number.isSafeInteger(start) &&
        Number.isSafeInteger(end) &&
        typeof text === 'string',
    ) && plan.created!.every(({ file, text }) => typeof file === 'string' && typeof text === 'string');
  if (!sound) throw noPlan(path, 'an edit in it is not complete');
  return plan as Plan;
}

function noPlan(path: string, why: string): CannotRun {
  return new CannotRun(`${path} is not a plan: ${why}.`, 'grant-migrate migrate --out plan.json writes one.');
}
