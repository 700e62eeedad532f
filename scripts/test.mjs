// `npm test`: from a fresh clone it sets up, builds, checks the house (lint, format, arrows, unused) and runs every test.
// Every step runs even when an earlier one failed, so that one run shows all that is wrong.
import { run, setup } from './setup.mjs';
import { build } from './build.mjs';

setup();
build();
const bin = (name, ...args) => [`node_modules/.bin/${name}`, args];
const steps = [
  ['lint', bin('eslint', '.', '--max-warnings', '0')],
  ['format', bin('prettier', '--check', '.', '--log-level', 'warn')],
  ['import arrows', bin('depcruise', '--config', '.dependency-cruiser.cjs', 'packages', 'rules', 'codemods')],
  ['unused exports and dependencies', bin('knip')],
  ['tests', [process.execPath, ['scripts/jest.mjs', ...process.argv.slice(2)]]],
];
const failed = [];
for (const [name, [command, args]] of steps) {
  process.stderr.write(`\n── ${name}\n`);
  if (run(command, args, { allowFailure: true }).status !== 0) failed.push(name);
}
if (failed.length > 0) {
  process.stderr.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exit(1);
}
