// Lints texts with the built plugin in a process of its own: inside Jest no module could `require` the codemods, as the plugin
// does in an editor. Input: { eslint, directory, lints: { file, text, settings }[] }; output: ESLint's messages of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import plugin from '../../dist/index.js';

const { eslint, directory, lints } = JSON.parse(readFileSync(0, 'utf8'));
const { Linter } = await import(eslint).then((module) => module.default ?? module);
const linter = new Linter({ cwd: directory, configType: 'flat' });
const answers = lints.map(({ file, text, settings = {} }) =>
  linter.verify(
    text,
    { ...plugin.configs.recommended, settings: { 'grant-migrate': settings } },
    join(directory, file),
  ),
);
process.stdout.write(JSON.stringify(answers));
