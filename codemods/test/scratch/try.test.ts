import { test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { applyEdits, planMigration } from '../../src/index.js';
import { analyze, memoryProject } from '../support/memory-project.js';
test('try', () => {
  const src = readFileSync('/tmp/try.txt', 'utf8');
  let out = '';
  for (const chunk of src.split(/^=====.*\n/m)) {
    const project = memoryProject({ 'a.ts': chunk });
    const plan = planMigration(project, analyze(project), { to: 'cached-client' });
    out +=
      applyEdits(
        chunk,
        plan.edits.filter((e) => e.file === 'a.ts'),
      ) +
      '\n--' +
      JSON.stringify(plan.sites.map((s) => s.reason ?? s.note)) +
      '\n=====\n';
  }
  process.stdout.write(out);
});
