import type { Draft } from './draft.js';

/** What one step of `init` came to. */
export type StepResult =
  /** It changed the draft. */
  | { kind: 'changed'; what: string }
  /** It was set up before. */
  | { kind: 'there'; what: string }
  /** It is for a person: the text to add and where. */
  | { kind: 'by-hand'; what: string; snippet: string };

/** What all steps know of the project. */
export interface Surroundings {
  draft: Draft;
  /** How the project runs a command of its own packages: `npx`, `pnpm exec`, … */
  runner: string;
  version: string;
}

/** One thing that `init` can set up; undefined when the project has no use for it. */
export type Step = (surroundings: Surroundings) => StepResult | undefined;

/** A word that only our own set-up writes. */
export function mentionsUs(text: string): boolean {
  return text.includes('grant-migrate');
}
