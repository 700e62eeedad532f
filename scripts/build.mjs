// Builds every package: TypeScript project references to dist/, the token client for CommonJS, the command as one bundle.
import { setup, run } from './setup.mjs';
import { fileURLToPath } from 'node:url';

/** Sets up when needed, then builds all packages. */
export function build() {
  setup();
  run(process.execPath, ['scripts/catalog-index.mjs']);
  run(process.execPath, ['scripts/pkce-templates.mjs']);
  run('node_modules/.bin/tsc', ['--build']);
  run(process.execPath, ['scripts/build-token-client.mjs']);
  run(process.execPath, ['scripts/build-id.mjs']);
  run(process.execPath, ['codemods/scripts/bundle.mjs']);
  run(process.execPath, ['packages/cli/scripts/bundle.mjs']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
