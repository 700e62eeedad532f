/** The application's own sources as trees, each parsed once and only when somebody asks for it. */
import type { Project } from '@grant-migrate/analysis';
import { isTestFile } from '@grant-migrate/analysis';
import { filesOf, type Application } from '../../application.js';
import { parseFile, type ParsedFile } from '../../../source/parsed-file.js';

export interface Sources {
  /** The file as a tree; undefined when it cannot be read. */
  parsed(file: string): ParsedFile | undefined;
  /** Files whose text matches, tests left out. */
  matching(pattern: RegExp): ParsedFile[];
}

const SOURCE = /\.([cm]?[jt]sx?|vue|svelte)$/i;

export function sourcesOf(project: Project, application: Application): Sources {
  const trees = new Map<string, ParsedFile>();
  const files = filesOf(project, application).filter((file) => SOURCE.test(file) && !isTestFile(file));
  const textOf = (file: string): string | undefined => {
    const text = project.read(file);
    return typeof text === 'string' ? text : undefined;
  };
  function parsed(file: string): ParsedFile | undefined {
    const present = trees.get(file);
    if (present) return present;
    const text = textOf(file);
    if (text === undefined) return undefined;
    const tree = parseFile(file, text);
    trees.set(file, tree);
    return tree;
  }
  return {
    parsed,
    matching: (pattern) =>
      files.flatMap((file) => (pattern.test(textOf(file) ?? '') ? (parsed(file) ?? []) : [])),
  };
}
