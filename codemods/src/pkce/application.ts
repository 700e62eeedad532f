/** The application that a sign-in belongs to: the package around the site, and how its sources are written. */
import type { Project } from '@grant-migrate/analysis';
import { nearestManifest, type Manifest } from '../manifest/nearest-manifest.js';
import { moduleStyleOf } from '../source/module-style.js';
import { parseFile } from '../source/parsed-file.js';
import { styleOf, type Style } from '../source/style.js';
import { isPartOf, ownManifest } from './own-manifest.js';

export interface Application {
  /** Folder of its manifest, posix, '' for the project's root; every path that a scaffold names is below it. */
  root: string;
  manifest: Manifest;
  /** What generated files are written in: TypeScript where the application's own sources are. */
  language: 'ts' | 'js';
  /** What Node makes of a `.ts` or `.js` file of this application. */
  modules: 'esm' | 'commonjs';
  /** What relative imports of its sources end with: '.js', '.ts', or '' where the extension is left out. */
  importExtension: '.js' | '.ts' | '';
  /** Folder of the sources below `root`: 'src', or '' where they lie beside the manifest. */
  sources: string;
  /** Whose test the scaffold brings; null where the manifest names none. */
  testRunner: 'jest' | 'vitest' | 'mocha' | 'jasmine' | 'node' | null;
  /** How its sources are written, by the file of the sign-in. */
  style: Style;
}

/** The application around a file; undefined where no manifest says that there is one. */
export function applicationOf(project: Project, file: string): Application | undefined {
  const manifest = ownManifest(project, file);
  if (!manifest) return undefined;
  const root = manifest.file.slice(0, -'package.json'.length).replace(/\/$/, '');
  const own = root === '' ? file : file.slice(root.length + 1);
  const text = project.read(file);
  const parsed = parseFile(file, typeof text === 'string' ? text : '');
  const language = /\.[cm]?tsx?$/i.test(file) || hasTypeScriptBlock(project, file) ? 'ts' : 'js';
  const modules = language === 'ts' ? typeScriptModules(project, root, manifest) : javaScriptModules();
  return {
    root,
    manifest,
    language,
    modules,
    importExtension: importExtensionOf(typeof text === 'string' ? text : '', modules),
    sources: /^(src|lib|app|server|source)\//.exec(own)?.[1] ?? '',
    testRunner: testRunnerOf(manifest),
    style: styleOf(parsed),
  };

  function javaScriptModules(): Application['modules'] {
    // Where a build step stands between, the files are modules though Node would not say so.
    if (manifest!.type === 'module') return 'esm';
    return /\.js$|\.jsx$|\.(vue|svelte)$/i.test(file) && moduleStyleOf(parsed, manifest!.type) === 'esm'
      ? 'esm'
      : 'commonjs';
  }
}

/** A path of the application as the project names it. */
export function pathIn(application: Application, ...parts: string[]): string {
  return [application.root, ...parts].filter((part) => part !== '').join('/');
}

/** Files of the application itself, those of packages below it left out unless they are parts of it. */
export function filesOf(project: Project, application: Application): string[] {
  const prefix = application.root === '' ? '' : `${application.root}/`;
  // Files of one folder have one manifest: it is looked for once, and read.
  const isOwn = new Map<string, boolean>();
  return project.files.filter((file) => {
    if (!file.startsWith(prefix) || /(^|\/)(node_modules|dist|build)\//.test(file)) return false;
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    let own = isOwn.get(folder);
    if (own === undefined)
      isOwn.set(folder, (own = isPartOf(project, nearestManifest(project, file), application.manifest)));
    return own;
  });
}

/** A component whose script block is TypeScript. */
function hasTypeScriptBlock(project: Project, file: string): boolean {
  if (!/\.(vue|svelte|astro)$/i.test(file)) return false;
  const text = project.read(file);
  return typeof text === 'string' && /<script[^>]*\blang=["']tsx?["']/.test(text);
}

/** `module` of tsconfig.json decides what TypeScript makes of an import; the manifest where it leaves it to Node. */
function typeScriptModules(project: Project, root: string, manifest: Manifest): Application['modules'] {
  const text = project.read(root === '' ? 'tsconfig.json' : `${root}/tsconfig.json`);
  const module =
    typeof text === 'string' ? /"module"\s*:\s*"(\w+)"/.exec(text)?.[1]?.toLowerCase() : undefined;
  if (module === 'commonjs') return 'commonjs';
  if (module !== undefined && /^(es|preserve)/.test(module)) return 'esm';
  return manifest.type === 'module' || (module === undefined && typeof text !== 'string')
    ? 'esm'
    : 'commonjs';
}

/** As the file itself does it; else as Node wants it. */
function importExtensionOf(text: string, modules: Application['modules']): Application['importExtension'] {
  const [, specifier] = /(?:from\s*|require\(\s*|import\(\s*)['"](\.{1,2}\/[^'"]+)['"]/.exec(text) ?? [];
  if (specifier === undefined) return modules === 'esm' ? '.js' : '';
  const [, extension] = /(\.[jt]s)$/.exec(specifier) ?? [];
  return (extension as '.js' | '.ts' | undefined) ?? '';
}

function testRunnerOf({ dependencies, text }: Manifest): Application['testRunner'] {
  if (dependencies.has('vitest')) return 'vitest';
  if (dependencies.has('jest')) return 'jest';
  if (dependencies.has('mocha')) return 'mocha';
  if (dependencies.has('jasmine-core') || dependencies.has('jasmine')) return 'jasmine';
  return /"test"\s*:\s*"[^"]*\bnode\b[^"]*--test\b/.test(text) ? 'node' : null;
}
