/** What in an application says which framework it is written with. */
import type { Project } from '@grant-migrate/analysis';
import { filesOf, type Application } from '../application.js';

/** The manifest's word, or that of a file where the manifest of a folder above has the packages. */
export function usesPackage(application: Application, project: Project, name: string): string | null {
  if (application.manifest.dependencies.has(name)) return `${name} in ${application.manifest.file}`;
  const imported = new RegExp(`(?:from\\s*|require\\(\\s*)['"]${name}['"]`);
  for (const file of filesOf(project, application)) {
    const text = project.read(file);
    if (typeof text === 'string' && imported.test(text)) return `${name} in ${file}`;
  }
  return null;
}
