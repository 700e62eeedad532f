/** Files on disk, for the hosts: listed, read and searched in one way. Loads nothing of the analysis itself. */
export { git, zeroSplit } from './git.js';
export { readGitIndex } from './git-index.js';
export { watch, type KnownAnalysis, type Seen } from './known-analysis.js';
export type { Identity } from './known-texts.js';
export { openCache } from './project-cache.js';
export { lastingStampIfThere } from './stamp.js';
export { createTextSearch, textsOf } from './text-search.js';
export { asUtf8, decode, readBytes, readText, type BytesResult } from './read.js';
export { extensions, isSourceFile } from './source-files.js';
export { isIgnored, isWithin, workTree } from './root.js';
export { walk } from './walk.js';
export { whyNot } from './why-not.js';
