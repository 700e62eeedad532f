// An editor's view of ESLint: one process, one instance, files that change. Reads { eslint, directory, steps } from standard
// input; a step is { write: file, text }, { remove: file } or { lint: file, text? }, where `text` is what is not saved yet.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { eslint: version, directory, steps } = JSON.parse(readFileSync(0, 'utf8'));
const { ESLint } = require(version);
const plugin = require('eslint-plugin-grant-migrate');
const eslint = new ESLint({
  cwd: directory,
  overrideConfigFile: true,
  overrideConfig: [plugin.configs.recommended],
});

const outcomes = [];
for (const { write, remove, lint, text } of steps) {
  if (write !== undefined) {
    mkdirSync(dirname(join(directory, write)), { recursive: true });
    writeFileSync(join(directory, write), text);
  } else if (remove !== undefined) rmSync(join(directory, remove));
  else {
    const filePath = join(directory, lint);
    const [{ messages }] = await eslint.lintText(text ?? readFileSync(filePath, 'utf8'), { filePath });
    outcomes.push(messages.map(({ ruleId, line, message }) => `${line} ${ruleId ?? message}`));
  }
}
console.log(JSON.stringify(outcomes));
