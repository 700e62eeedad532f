/** The application that a sign-in belongs to: the package around the site, and how its sources are written. */
import type { Manifest } from '../manifest/nearest-manifest.js';
import type { Style } from '../source/style.js';

export interface Application {
  /** Folder of its manifest, posix, '' for the project's root; every path that a scaffold names is below it. */
  root: string;
  manifest: Manifest;
  /** What generated files are written in: TypeScript where the application's own sources are. */
  language: 'ts' | 'js';
  modules: 'esm' | 'commonjs';
  /** Folder of the sources below `root`: 'src', or '' where they lie beside the manifest. */
  sources: string;
  /** Whose test the scaffold brings; null where the manifest names none. */
  testRunner: 'jest' | 'vitest' | 'mocha' | 'node' | null;
  /** How its sources are written, by the file of the sign-in. */
  style: Style;
}
