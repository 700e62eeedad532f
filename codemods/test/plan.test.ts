import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  applyEdits,
  EditConflictError,
  isReasonCode,
  planMigration,
  reasons,
  verifyPlan,
} from '../src/index.js';
import { plannedTexts } from '../src/verify/overlay.js';
import { analyze, memoryProject } from './support/memory-project.js';

const HELPER = `import axios from 'axios';
export async function getToken() {
  const { data } = await axios.post('https://a/token', { grant_type: 'client_credentials', client_id: 'a' });
  return data.access_token;
}
`;

describe('applyEdits', () => {
  const edit = (start: number, end: number, text: string) => ({ file: 'a', start, end, text });

  test('applies edits in any order', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, ''), edit(2, 2, '-')])).toBe('b-cdEf');
  });

  test('throws on an overlap rather than guess', () => {
    expect(() => applyEdits('abcdef', [edit(0, 3, 'x'), edit(2, 4, 'y')])).toThrow(EditConflictError);
  });

  test('changes nothing outside of its edits', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.string(), (text, from, length, insert) => {
        const start = Math.min(from, text.length);
        const end = Math.min(start + length, text.length);
        expect(applyEdits(text, [edit(start, end, insert)])).toBe(
          text.slice(0, start) + insert + text.slice(end),
        );
      }),
    );
  });
});

describe('a plan', () => {
  test('names its edits site by site, hashes what it read and adds the dependency once', () => {
    const manifest = '{\n\t"name": "app"\n}\n';
    const project = memoryProject({ 'src/a.js': HELPER, 'src/b.js': HELPER, 'package.json': manifest });
    const plan = planMigration(project, analyze(project), { to: 'cached-client' });
    expect(plan.dependencies).toEqual([
      { manifest: 'package.json', name: '@grant-migrate/token-client', range: '^0.1.0' },
    ]);
    expect(Object.keys(plan.hashes).sort()).toEqual(['package.json', 'src/a.js', 'src/b.js']);
    for (const site of plan.sites)
      expect(new Set(site.edits.map((index) => plan.edits[index]!.file))).toEqual(
        new Set([site.file, 'package.json']),
      );
    expect(plannedTexts(project, plan).get('package.json')).toBe(
      '{\n\t"name": "app",\n\t"dependencies": {\n\t\t"@grant-migrate/token-client": "^0.1.0"\n\t}\n}\n',
    );
  });

  test('adds the dependency to the nearest manifest', () => {
    const project = memoryProject({
      'apps/x/src/a.mjs': HELPER,
      'package.json': '{}',
      'apps/x/package.json': '{"name":"x"}',
    });
    const { dependencies } = planMigration(project, analyze(project), { to: 'cached-client' });
    expect(dependencies.map(({ manifest }) => manifest)).toEqual(['apps/x/package.json']);
  });

  test('is for the chosen files and findings alone', () => {
    const project = memoryProject({ 'a.js': HELPER, 'b.js': HELPER });
    const analysis = analyze(project);
    const sitesOf = (options: { files?: string[]; fingerprints?: string[] }) =>
      planMigration(project, analysis, { to: 'cached-client', ...options }).sites.map((site) => site.file);
    expect(sitesOf({ files: ['b.js'] })).toEqual(['b.js']);
    expect(sitesOf({ fingerprints: analysis.requests[0]!.findings })).toEqual(['a.js']);
  });

  test('migrates a token that leaves the process when it is said how long it must last', () => {
    const project = memoryProject({
      'a.js':
        "const axios = require('axios');\napp.get('/token', async (req, res) => {\n" +
        "  const { data } = await axios.post('https://a/token', { grant_type: 'client_credentials', client_id: A, client_secret: B });\n" +
        '  res.json({ token: data.access_token });\n});\n',
    });
    const analysis = analyze(project);
    const planned = (minimumLifetime?: number) =>
      planMigration(project, analysis, {
        to: 'cached-client',
        ...(minimumLifetime !== undefined && { minimumLifetime }),
      });
    expect(planned().sites).toMatchObject([{ status: 'skipped', reason: 'token-leaves-process' }]);
    const { sites, edits } = planned(300);
    expect(sites).toMatchObject([{ status: 'migrated' }]);
    expect(edits.map(({ text }) => text).join('')).toContain('minimumLifetime: 300');
  });

  test('gives every skipped site a reason of the table', () => {
    const project = memoryProject({ 'vendor/a.js': HELPER });
    const [site] = planMigration(project, analyze(project), { to: 'cached-client' }).sites;
    expect(site).toMatchObject({ status: 'skipped', reason: 'generated-code', edits: [] });
    expect(isReasonCode(site!.reason!)).toBe(true);
  });
});

describe('reasons', () => {
  test.each(Object.entries(reasons))('%s says why and what to do', (_code, { title, why, whatToDo }) => {
    expect(title).toMatch(/^[a-z]/);
    expect(why).toMatch(/\.$/);
    expect(whatToDo).toMatch(/\.$/);
  });
});

test('the README lists every reason', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const [code, { title }] of Object.entries(reasons)) {
    expect(readme).toContain(`\`${code}\``);
    expect(readme).toContain(title);
  }
});

describe('verifyPlan', () => {
  test('rolls back the file that is still reported, and no other', () => {
    const project = memoryProject({ 'a.js': HELPER, 'b.js': HELPER, 'package.json': '{}' });
    const plan = planMigration(project, analyze(project), { to: 'cached-client' });
    const loud = { file: 'b.js', ruleId: 'require-token-reuse' } as ReturnType<
      typeof analyze
    >['findings'][number];
    const verified = verifyPlan(project, plan, {
      analyze: (changed) => ({ ...analyze(changed), findings: [loud] }),
    });
    expect(verified.verification).toMatchObject({ parses: true, silent: false, rolledBack: ['b.js'] });
    expect(verified.plan.sites.map(({ file, status, reason }) => [file, status, reason])).toEqual([
      ['a.js', 'migrated', null],
      ['b.js', 'skipped', 'verification-failed'],
    ]);
    expect([...new Set(verified.plan.edits.map(({ file }) => file))].sort()).toEqual([
      'a.js',
      'package.json',
    ]);
  });

  test('rolls back a file with new type errors', () => {
    const project = memoryProject({ 'a.js': HELPER });
    const plan = planMigration(project, analyze(project), { to: 'cached-client' });
    const verified = (before: number[], after: number[]) =>
      verifyPlan(project, plan, {
        analyze,
        typecheck: (checked) => new Map([['a.js', checked === project ? before : after]]),
      });
    const more = verified([2339], [2339, 2339]);
    expect(more.verification).toMatchObject({ typecheck: { before: 1, after: 1 }, rolledBack: ['a.js'] });
    expect(more.plan.edits).toEqual([]);
    expect(more.plan.sites[0]!.note).toBe('The rewritten file has new type errors: TS2339.');
    expect(verified([2339], [2322]).verification.rolledBack).toEqual(['a.js']);
    expect(verified([2339, 2322], [2339]).verification).toMatchObject({
      typecheck: { before: 2, after: 1 },
      rolledBack: [],
    });
  });
});
