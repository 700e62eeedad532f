/** The application's own sources as trees, each parsed once and only when somebody asks for it. */
import type { Project } from '@grant-migrate/analysis';
import { isTestFile } from '@grant-migrate/analysis';
import { filesOf, type Application } from '../../application.js';
import { filesIn, type Files } from '../../files.js';
import type { ParsedFile } from '../../../source/parsed-file.js';

export interface Sources {
  parsed: Files;
  /** Files whose text matches, tests left out. */
  matching(pattern: RegExp): ParsedFile[];
}

const SOURCE = /\.([cm]?[jt]sx?|vue|svelte)$/i;

export function sourcesOf(project: Project, application: Application): Sources {
  const files = filesOf(project, application).filter((file) => SOURCE.test(file) && !isTestFile(file));
  const parsed = filesIn(project);
  const holds = (file: string, pattern: RegExp): boolean => {
    const text = project.read(file);
    return pattern.test(typeof text === 'string' ? text : '');
  };
  return {
    parsed,
    matching: (pattern) => files.flatMap((file) => (holds(file, pattern) ? (parsed(file) ?? []) : [])),
  };
}
