export type * from './facts.js';
export type * from './findings.js';
export type * from './project.js';
export type { SourceTree } from './source/tree.js';
export { analyzeProject } from './analyze.js';
export { isTestFile } from './extract/index.js';
export * from './disk/index.js';
