import { expect } from '@jest/globals';
import type { Analysis, Project } from '@grant-migrate/analysis';
import { verifyPlan, type MigrationTarget, type Plan } from '../../src/index.js';
import { accept, type Fixture } from './fixtures.js';

/** The texts and the outcome of a fixture are what its folder says, or are taken for that with ACCEPT=1. */
export function expectFixture(
  folder: string,
  fixture: Fixture,
  texts: Record<string, string>,
  outcome: string,
): void {
  if (process.env.ACCEPT) return accept(folder, fixture.name, texts, outcome);
  expect(texts).toEqual(fixture.expected);
  expect(outcome).toBe(fixture.outcome);
}

export function expectCertificate(
  project: Project,
  plan: Plan,
  to: MigrationTarget,
  analyze: (project: Project) => Analysis,
): void {
  const { verification } = verifyPlan(project, plan, { analyze, migration: { to } });
  expect(verification).toEqual({
    parses: true,
    idempotent: true,
    silent: true,
    typecheck: null,
    rolledBack: [],
  });
}
