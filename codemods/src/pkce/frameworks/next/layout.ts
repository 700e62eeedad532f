/** Where things are in a Next.js application. */
import type { Project } from '@grant-migrate/analysis';
import { filesOf, pathIn, type Application } from '../../application.js';
import { majorOf } from '../../major.js';

export interface Layout {
  application: Application;
  /** 'src/' or ''; `app`, `pages` and the proxy stand below it. */
  base: string;
  router: 'app' | 'pages';
  /** The major version that the manifest asks for; the newest that is known where it does not say. */
  major: number;
}

const NEWEST = 16;

/** Null for an application that is none. */
export function layoutOf(application: Application, project: Project): Layout | null {
  if (!application.manifest.dependencies.has('next')) return null;
  const files = filesOf(project, application).map((file) =>
    application.root === '' ? file : file.slice(application.root.length + 1),
  );
  for (const router of ['app', 'pages'] as const)
    for (const base of ['src/', ''])
      if (files.some((file) => isOfRouter(file, base, router)))
        return {
          application: bundled(application, base),
          base,
          router,
          major: majorOf(application.manifest, 'next') ?? NEWEST,
        };
  return null;
}

/** Routes of the flow alone do not make an application one of the app router. */
function isOfRouter(file: string, base: string, router: Layout['router']): boolean {
  if (router === 'pages') return file.startsWith(`${base}pages/`);
  return file.startsWith(`${base}app/`) && /\/(page|layout)\.[jt]sx?$/.test(file);
}

/** A bundler stands between: modules are ES modules, and their names have no extension. */
function bundled(application: Application, base: string): Application {
  return { ...application, modules: 'esm', importExtension: '', sources: base.replace(/\/$/, '') };
}

/** The address of a route by its file: `app/(shop)/api/login/route.ts` is /api/login. Null for other files. */
export function addressOf({ application, base }: Layout, file: string): string | null {
  const own = application.root === '' ? file : file.slice(application.root.length + 1);
  if (!own.startsWith(base)) return null;
  const path = own.slice(base.length);
  const route =
    /^app\/(.*?)\/?route\.[jt]sx?$/.exec(path)?.[1] ??
    /^pages\/(api\/.*?)(?:\/index)?\.[jt]sx?$/.exec(path)?.[1];
  if (route === undefined) return null;
  return `/${route
    .split('/')
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .join('/')}`;
}

export function fileIn({ application, base }: Layout, path: string): string {
  return pathIn(application, base + path);
}
