// Builds every package: TypeScript project references to dist/.
import { setup, run } from './setup.mjs';
import { fileURLToPath } from 'node:url';

/** Sets up when needed, then builds all packages. */
export function build() {
  setup();
  run('node_modules/.bin/tsc', ['--build']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
