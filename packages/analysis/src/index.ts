export type * from './facts.js';
export type * from './findings.js';
export type * from './project.js';
export type { SourceTree } from './source/tree.js';
export { analyzePart, analyzeProject } from './analyze.js';
export { conclude, type AnalysisPart } from './parts.js';
export { isTestFile } from './extract/index.js';
export { liveProject, type PlacedFinding, type PlanBasis } from './disk/live-project.js';
export type { OpenFile } from './disk/open-tree.js';
