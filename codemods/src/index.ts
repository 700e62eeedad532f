export type { Edit, Plan, SiteOutcome, Verification } from './plan.js';
