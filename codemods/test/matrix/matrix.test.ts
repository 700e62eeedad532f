/** Every client, form, module system and style: which form comes out, in the style of the file, proved twice, and with no new type error. */
import { beforeAll, expect, test } from '@jest/globals';
import { check } from 'prettier';
import type { Project } from '@grant-migrate/analysis';
import { planMigration, type Plan } from '../../src/index.js';
import { plannedTexts } from '../../src/verify/overlay.js';
import { fixturesOf } from '../support/fixtures.js';
import { expectCertificate } from '../support/expect-fixture.js';
import { analyze, memoryProject } from '../support/memory-project.js';
import { newTypeErrors } from '../support/type-errors.js';
import { allPrograms, type Program } from './programs.js';

let programs: Program[];
let project: Project;
let plan: Plan;
let after: Map<string, string>;

beforeAll(async () => {
  programs = await allPrograms();
  project = memoryProject(Object.fromEntries(programs.map(({ file, text }) => [file, text])));
  plan = planMigration(project, analyze(project), { to: 'cached-client' });
  after = plannedTexts(project, plan);
});

/** What is not as it should be, program by program: one look at a list says more than the first failure. */
const wrong = (of: (program: Program, text: string) => string | null) =>
  programs.flatMap((program) => {
    const text = after.get(program.file) ?? program.text;
    const why = of(program, text);
    return why === null ? [] : [`${program.name}: ${why}`];
  });

test('each comes out in the smallest form that keeps what it uses', () => {
  const expected = ({ client, form }: Program) =>
    !client.keyed || form === 'status'
      ? client.dropIn
      : form === 'token'
        ? 'getAccessToken'
        : 'getTokenResponse';
  expect(
    wrong((program, text) => {
      const [, found = 'nothing'] = /\b(getAccessToken|getTokenResponse|cached\w+)[(<]/.exec(text) ?? [];
      return found === expected(program) ? null : `${found} instead of ${expected(program)}`;
    }),
  ).toEqual([]);
});

test('what is written is what a formatter of this style would write', async () => {
  const checked = await Promise.all(
    programs.map(async ({ name, file, style }) => [name, await check(after.get(file)!, style)] as const),
  );
  expect(checked.flatMap(([name, passed]) => (passed ? [] : [name]))).toEqual([]);
});

test('it parses, a second run changes nothing, and the rules are silent', () => {
  expectCertificate(project, plan, 'cached-client', analyze);
});

test('no type error is new, in the fixtures neither', () => {
  const pairs = programs.map(({ file, text }) => ({ file, before: text, after: after.get(file) ?? text }));
  for (const folder of ['cached-client', 'client-credentials', 'auto'])
    for (const { name, input, expected } of fixturesOf(folder))
      for (const [file, before] of Object.entries(input))
        pairs.push({ file: `${folder}/${name}/${file}`, before, after: expected[file] ?? before });
  expect(newTypeErrors(pairs)).toEqual([]);
});
