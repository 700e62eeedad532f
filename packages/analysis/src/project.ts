/** How a host hands a project to the analysis. The analysis itself reads files only through this. */
import type { FileFacts } from './facts.js';
import type { SourceTree } from './source/tree.js';
import type { Trigger } from './source/triggers.js';

export interface Project {
  /** Absolute path of the root; every `file` below is a posix path from it. */
  root: string;
  /** Source files to look at, in a stable order. */
  files: string[];
  /** The file's text, or a reason why there is none. */
  read(file: string): string | { unreadable: string };
  /** A host that has already parsed some file (ESLint's open file) gives its tree here; text and tree win over `read`. */
  tree?(file: string): SourceTree | undefined;
  /** For hosts that can search all files faster than text by text. Its answers are those that `read` would give. */
  search?: ProjectSearch;
  /** Facts that an earlier run extracted. */
  stored?: StoredFacts;
}

/** The same file and text always give the same facts, in one version of the analysis. */
export interface StoredFacts {
  factsOf(file: string, text: string): FileFacts | undefined;
  keep(file: string, text: string, facts: FileFacts): void;
}

/** Searches over all files of a project; each answers with files in the project's order. */
export interface ProjectSearch {
  /** Files whose text passes. `onFile` is called with the number of files looked at so far. */
  matching(trigger: Trigger, onFile?: (done: number) => void): string[];
  /** Files whose text holds the word anywhere. */
  holding(word: string): string[];
}

/**
 * Names of the project's own functions that nothing in the code tells the meaning of: `remember`, `cache.wrap`. A name
 * stands for every function or method called by it.
 */
export interface Conventions {
  /** Functions that keep what the function given to them returns: a token request in it is reused. */
  caches?: readonly string[];
  /** Functions that call the function given to them once and answer what it answers: `withSpan`, `inTransaction`. */
  wrappers?: readonly string[];
  /** Functions that a framework calls for each request or message, or that take such handlers: `perform`, `bus.subscribe`. */
  entryPoints?: readonly string[];
}

/** What decides which findings there are. */
export interface Settings extends Conventions {
  preset: 'recommended' | 'strict';
}

export interface AnalyzeOptions extends Settings {
  /** Called now and then on long work with the number of files looked at so far. */
  onProgress?(done: number, total: number, phase: 'reading' | 'parsing' | 'linking'): void;
}
