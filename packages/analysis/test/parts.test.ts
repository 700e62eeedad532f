import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzePart, analyzeProject } from '../src/analyze.js';
import type { Analysis } from '../src/findings.js';
import { conclude, type AnalysisPart } from '../src/parts.js';
import type { Project } from '../src/project.js';

const login = `export const login = () => fetch('https://acme.okta.com/oauth2/v1/token', { method: 'POST',
  body: new URLSearchParams({ grant_type: 'password', username: process.env.U, password: process.env.P }) });
`;
const uses = (other: number) => `import { login } from './${other}.js';
export const run = async (list) => { for (const one of list) await login(one); };
`;
const passesOn = (other: number) => `export { login } from './${other}.js';\n`;
const both = (a: number, b: number) => `import { login as a } from './${a}.js';
import { login as b } from './${b}.js';
const go = async () => { await a(); await b(); };
export const all = async (list) => { for (const one of list) await go(one); };
`;
const broken = "const x = { grant_type: 'password', ;;\n";

const file = fc.oneof(
  fc.constantFrom(login, login + login.replace('login', 'other'), broken, '//\n'),
  fc.nat(7).map(uses),
  fc.nat(7).map(passesOn),
  fc.tuple(fc.nat(7), fc.nat(7)).map(([a, b]) => both(a, b)),
);

const sorted = ({ skipped, ...rest }: Analysis) => ({
  ...rest,
  skipped: [...skipped].sort((a, b) => (a.file < b.file ? -1 : 1)),
});

test('any number of parts, through JSON and in any order, make what one analysis is', () => {
  fc.assert(
    fc.property(
      fc.array(file, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
      (texts, of, strict, order) => {
        const project: Project = {
          root: '/p',
          files: texts.map((_, number) => `${number}.js`),
          read: (name) => texts[Number.parseInt(name)] ?? { unreadable: 'it is not there' },
        };
        const options = { preset: strict ? 'strict' : 'recommended' } as const;
        const parts = Array.from({ length: of }, (_, index) => analyzePart(project, options, { index, of }));
        const sent = JSON.parse(JSON.stringify(parts)) as AnalysisPart[];
        const shuffled = sent.map((part, at) => ({ part, by: order[at]! })).sort((a, b) => a.by - b.by);
        const whole = JSON.parse(JSON.stringify(sorted(analyzeProject(project, options)))) as unknown;
        expect(sorted(conclude(shuffled.map(({ part }) => part)))).toEqual(whole);
      },
    ),
    { numRuns: 100 },
  );
});
