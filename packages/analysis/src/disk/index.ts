/** For hosts that meet one file after another in a process that lives on, such as ESLint. */
export { liveProject, type LiveProject, type OpenFile, type PlacedFinding } from './live-project.js';
