// What the ESLint plugin reports on every source file of a tree, as one line of JSON: `node plugin-findings.mjs FOLDER`.
// A process of its own for each tree, as an ESLint run has one.
import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import grantMigrate from 'eslint-plugin-grant-migrate';
import { configWith, sourcesIn } from './linting.mjs';
import { RULES } from './score.mjs';

const CONFIG = configWith({
  plugins: { 'grant-migrate': grantMigrate },
  rules: Object.fromEntries(RULES.map((rule) => [`grant-migrate/${rule}`, 'error'])),
});

const folder = process.argv[2];
const linter = new Linter({ cwd: folder });
const findings = [];
/** Files that the parser for ESLint refuses: no rule sees them. */
const refused = [];
for (const { path, file } of sourcesIn(folder)) {
  for (const { ruleId, fatal, line, column, message } of linter.verify(
    readFileSync(path, 'utf8'),
    CONFIG,
    path,
  )) {
    if (fatal) refused.push(file);
    else if (ruleId === null && message.includes('noInlineConfig')) continue;
    else if (ruleId === null) throw new Error(`${file}: ${message}`);
    else findings.push({ ruleId: ruleId.split('/')[1], file, start: { line, column } });
  }
}
console.log(JSON.stringify({ findings, refused }));
