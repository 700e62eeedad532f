/** The folder that a scaffold's files are written to, and how the application's own files import them. */
import { posix } from 'node:path';
import type { Project } from '@grant-migrate/analysis';
import { pathIn, type Application } from './application.js';

/** A file of every scaffold of one kind, and words of it by which an earlier run's are known again. */
export interface Mark {
  name: string;
  words: string;
}

/** `auth` below the sources, or another name where something else lives there; from the application's root. */
export function ownFolder(project: Project, application: Application, { name, words }: Mark): string {
  const folders = ['auth', 'oidc', 'sign-in'].map((folder) =>
    [application.sources, folder].filter((part) => part !== '').join('/'),
  );
  const isFree = (folder: string): boolean => {
    const own = project.read(fileOf(application, folder, name));
    if (typeof own === 'string') return own.includes(words);
    const prefix = `${pathIn(application, folder)}/`;
    return !project.files.some((file) => file.startsWith(prefix));
  };
  return folders.find(isFree) ?? folders[0]!;
}

/** True when an earlier run has written the scaffold there. */
export function isWritten(
  project: Project,
  application: Application,
  folder: string,
  { name }: Mark,
): boolean {
  return typeof project.read(fileOf(application, folder, name)) === 'string';
}

/** The name under which a template is written. */
export function fileOf(application: Application, folder: string, name: string): string {
  return pathIn(application, folder, `${name}.${application.language}`);
}

/** How `file` imports the module that is written as `target`. */
export function importOf(
  { importExtension, language, modules }: Application,
  file: string,
  target: string,
): string {
  const path = relativePath(file, target).replace(/\.[jt]s$/, '');
  return path + (language === 'js' && modules === 'commonjs' ? '' : importExtension);
}

/** From one file to another, as an import writes it. */
export function relativePath(file: string, target: string): string {
  const path = posix.relative(posix.dirname(file), target);
  return path.startsWith('.') ? path : `./${path}`;
}
