/** How a host hands a project to the analysis. The analysis itself reads files only through this. */
import type { SourceTree } from './source/tree.js';

export interface Project {
  /** Absolute path of the root; every `file` below is a posix path from it. */
  root: string;
  /** Source files to look at, in a stable order. */
  files: string[];
  /** The file's text, or a reason why there is none. */
  read(file: string): string | { unreadable: string };
  /** A host that has already parsed some file (ESLint's open file) gives its tree here; text and tree win over `read`. */
  tree?(file: string): SourceTree | undefined;
}

export interface AnalyzeOptions {
  preset: 'recommended' | 'strict';
  /** Called now and then on long work with the number of files looked at so far. */
  onProgress?(done: number, total: number, phase: 'reading' | 'parsing' | 'linking'): void;
}
