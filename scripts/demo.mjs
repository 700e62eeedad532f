// `npm run demo`: the whole way, on a sample application and against a local authorization server. Works on a fresh clone
// with nothing installed, which is why everything that needs a package is loaded after setting up.
//   --no-install   neither installs nor builds: for tests, which have done both
//   --keep         leaves the migrated copy of the sample where it is, and says where
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';

const built = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));

/** @returns {Promise<number>} the exit status: 0 as promised, 1 not, 2 could not run */
async function main() {
  const { values } = parseArgs({
    options: {
      'no-install': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  if (!values['no-install']) {
    console.log('Setting up and building …');
    build();
  } else if (!existsSync(built)) throw new Error('Nothing is built yet: run without --no-install.');
  const { demo } = await import('./demo/story.mjs');
  return (await demo({ keep: values.keep })) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`error  ${error.message}`);
  process.exitCode = 2;
}
