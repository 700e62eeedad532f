import type { Project } from '@grant-migrate/analysis';
import { parseFile, type ParsedFile } from '../source/parsed-file.js';

/** A file as a tree; undefined when it cannot be read. */
export type Files = (file: string) => ParsedFile | undefined;

/** Parses each file once. */
export function filesIn(project: Project): Files {
  const parsed = new Map<string, ParsedFile | undefined>();
  return (file) => {
    if (!parsed.has(file)) {
      const text = project.read(file);
      parsed.set(file, typeof text === 'string' ? parseFile(file, text) : undefined);
    }
    return parsed.get(file);
  };
}
