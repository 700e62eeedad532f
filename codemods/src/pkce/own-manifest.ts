/** The manifest of the application that a file belongs to, which in a workspace may stand above that of the file's package. */
import type { Project } from '@grant-migrate/analysis';
import { nearestManifest, type Manifest } from '../manifest/nearest-manifest.js';

/** A package that depends on one of these is an application of its own, or a part of another. */
const FRAMEWORKS = [
  '@angular/core',
  'react',
  'vue',
  'svelte',
  'next',
  'nuxt',
  'express',
  'fastify',
  'koa',
  '@nestjs/core',
];

/**
 * The nearest; for code of Angular in a package that names no framework, the nearest above it that names Angular: workspaces
 * write it down once.
 */
export function ownManifest(project: Project, file: string): Manifest | undefined {
  const nearest = nearestManifest(project, file);
  if (!nearest || !importsAngular(project, file)) return nearest;
  return workspaceOf(project, nearest) ?? nearest;
}

/** Says whether the files beside `manifest` are parts of the application of `own`. */
export function isPartOf(project: Project, manifest: Manifest | undefined, own: Manifest): boolean {
  if (!manifest || manifest.file === own.file) return manifest !== undefined;
  return own.dependencies.has('@angular/core') && workspaceOf(project, manifest)?.file === own.file;
}

function workspaceOf(project: Project, nearest: Manifest): Manifest | undefined {
  let manifest: Manifest | undefined = nearest;
  while (manifest && !FRAMEWORKS.some((name) => manifest!.dependencies.has(name))) {
    const folder = manifest.file.split('/').slice(0, -1);
    if (folder.length === 0) return undefined;
    manifest = nearestManifest(project, folder.join('/'));
  }
  return manifest?.dependencies.has('@angular/core') ? manifest : undefined;
}

function importsAngular(project: Project, file: string): boolean {
  const text = project.read(file);
  return typeof text === 'string' && /from\s*['"]@angular\//.test(text);
}
