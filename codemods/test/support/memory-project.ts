import type { Analysis, Project } from '@grant-migrate/analysis';
import { sitesOf } from './sites.js';

/** A project of texts in memory. */
export function memoryProject(texts: Readonly<Record<string, string>>): Project {
  return {
    root: '/project',
    files: Object.keys(texts).filter((file) => /\.[cm]?[jt]sx?$|\.vue$/.test(file)),
    read: (file) => texts[file] ?? { unreadable: 'not found' },
  };
}

/** The stand-in's view of a whole project. */
export function analyze(project: Project): Analysis {
  const requests = project.files.flatMap((file) => {
    const text = project.read(file);
    return typeof text === 'string' ? sitesOf(file, text) : [];
  });
  return {
    findings: [],
    requests,
    skipped: [],
    filesSeen: project.files.length,
    filesParsed: project.files.length,
  };
}
