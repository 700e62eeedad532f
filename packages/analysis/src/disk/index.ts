/** For hosts that meet one file after another in a process that lives on, such as ESLint. */
export { liveProject, type PlacedFinding, type PlanBasis } from './live-project.js';
export type { OpenFile } from './open-tree.js';
