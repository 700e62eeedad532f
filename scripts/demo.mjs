// `npm run demo`: the whole way, on a sample application and against a local authorization server. Works on a fresh clone
// with nothing installed, which is why everything that needs a package is loaded after setting up.
//   --no-install   neither installs nor builds: for tests, which have done both
//   --keep         leaves the migrated copy of the sample where it is, and says where
import { parseArgs } from 'node:util';
import { build } from './build.mjs';

const { values } = parseArgs({
  options: {
    'no-install': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
if (!values['no-install']) {
  console.log('Setting up and building …');
  build();
}
const { demo } = await import('./demo/story.mjs');
process.exitCode = (await demo({ keep: values.keep })) ? 0 : 1;
