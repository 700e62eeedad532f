// 15: a sign-in that does more than sign in is left, whatever the framework: no line of the application changes meaning without
// being understood. The samples of the other tests, each with one thing more that happens at the login.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { analyzeProject, type Project } from '@grant-migrate/analysis';
import { isReasonCode, planMigration } from '@grant-migrate/codemods';

const samples = fileURLToPath(new URL('../apps-pkce', import.meta.url));

/** Folder, file, the line behind which something is added, and what. */
const cases: [name: string, folder: string, file: string, line: string, more: string][] = [
  [
    'Express',
    'express5',
    'src/server.js',
    'req.session.accessToken = token;',
    'await audit(username, token);',
  ],
  [
    'Express 4',
    'express4-ts',
    'src/routes/auth.ts',
    'req.session.username = req',
    'await audit(data.access_token);',
  ],
  ['Fastify', 'fastify5', 'server.js', 'request.session.user = username', 'await audit(tokens.access_token)'],
  ['Koa', 'koa3', 'lib/router.js', 'ctx.session.name = ctx', 'await audit(answer.access_token);'],
  [
    'Nest',
    'nest11',
    'src/login.controller.ts',
    'req.session.user = {',
    'await this.audit.write(credentials);',
  ],
  ['Next.js, app router', 'next-app', 'app/api/login/route.ts', 'const data =', 'await audit(username);'],
  [
    'Next.js, pages router',
    'next-pages',
    'pages/api/login.js',
    'const { access_token',
    'await audit(username)',
  ],
  [
    'no framework',
    'spa',
    'src/main.js',
    "sessionStorage.setItem('access_token'",
    'void audit(answer.access_token);',
  ],
  ['React', 'react', 'src/api/session.ts', 'localStorage.setItem', 'await audit(access_token);'],
  ['Vue', 'vue', 'src/views/LoginView.vue', "localStorage.setItem('token'", 'await audit(data.access_token)'],
  [
    'Angular',
    'angular',
    'src/app/auth.service.ts',
    'tap((answer)',
    'tap((answer) => this.audit.write(answer)),',
  ],
  ['terminal', 'terminal-cjs', 'orders.js', 'const { access_token }', 'await audit(response.headers);'],
];

describe('15. a login that does more is left as it is', () => {
  test.each(cases)('%s', (_name, folder, file, line, more) => {
    const whole = sampleIn(folder);
    for (const { status } of planMigration(whole, analyze(whole), { to: 'pkce' }).sites)
      expect(status).toBe('migrated');

    const text = readFileSync(join(samples, folder, file), 'utf8');
    const project = sampleIn(folder, { [file]: withMore(text, line, more) });
    const plan = planMigration(project, analyze(project), { to: 'pkce' });
    expect(plan.sites.length).toBeGreaterThan(0);
    for (const { status, reason } of plan.sites)
      expect([status, isReasonCode(reason!)]).toEqual(['skipped', true]);
    // The flow may be mounted; the login, its callers and who reads the token are as they were.
    const own = plan.edits.filter((edit) => edit.start !== edit.end && !/package\.json$/.test(edit.file));
    expect(own).toEqual([]);
  });
});

function withMore(text: string, line: string, more: string): string {
  const at = text.indexOf(line);
  const end = text.indexOf('\n', at);
  expect(at).toBeGreaterThan(0);
  return `${text.slice(0, end)}\n${more}${text.slice(end)}`;
}

function sampleIn(folder: string, changed: Record<string, string> = {}): Project {
  const root = join(samples, folder);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
  return {
    root,
    files: files.filter((file) => /\.([cm]?[jt]sx?|vue)$/.test(file)),
    read: (file) =>
      changed[file] ??
      (files.includes(file) ? readFileSync(join(root, file), 'utf8') : { unreadable: 'not found' }),
  };
}

function analyze(project: Project) {
  return analyzeProject(project, { preset: 'recommended' });
}
