// Stand-ins for the analysis and the codemods: every `grant_type: 'password'` in a call of `post` is a finding, and its
// rewrite is `getAccessToken()`. They let the command be tested by itself: files, git, writing, undo, output.
import { createHash } from 'node:crypto';

export const engine = {
  analysis: async () => analyzeProject,
  codemods: async () => ({ planMigration, applyEdits, verifyPlan, syntaxErrors, reasons }),
};

const reasons = {
  'payload-opaque': {
    title: 'what is sent cannot be read',
    why: 'A part of it is not visible.',
    whatToDo: 'Write it out.',
  },
};

function planMigration(project, analysis, options) {
  const plan = { version: 1, edits: [], created: [], dependencies: [], sites: [], hashes: {} };
  const edit = (file, start, end, text) => {
    plan.hashes[file] = createHash('sha256').update(project.read(file)).digest('hex');
    plan.edits.push({ file, start, end, text });
    return plan.edits.length - 1;
  };
  for (const { ruleId, fingerprint, file, start, end } of analysis.findings) {
    if (options.files && !options.files.includes(file)) continue;
    if (options.fingerprints && !options.fingerprints.includes(fingerprint)) continue;
    const opaque = project.read(file).slice(start.offset, end.offset).includes('opaque');
    const site = { file, line: start.line, ruleId, fingerprint, to: 'cached-client', note: '', edits: [] };
    if (opaque) plan.sites.push({ ...site, status: 'skipped', reason: 'payload-opaque' });
    else {
      const edits = [edit(file, start.offset, end.offset, 'getAccessToken()')];
      plan.sites.push({ ...site, status: 'migrated', reason: null, edits });
    }
  }
  const manifest = project.read('package.json');
  const brace = typeof manifest === 'string' ? manifest.lastIndexOf('}') : -1;
  if (plan.edits.length > 0 && brace > 0) {
    const name = '@grant-migrate/token-client';
    edit('package.json', brace, brace, `,"dependencies":{"${name}":"^0.1.0"}`);
    plan.dependencies.push({ manifest: 'package.json', name, range: '^0.1.0' });
    plan.created.push({ file: 'src/auth/token-source.ts', text: 'export {};\n' });
  }
  return plan;
}

function applyEdits(text, edits) {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

function syntaxErrors(file, text) {
  return text.includes('// syntax error') ? ['Unexpected token'] : [];
}

function verifyPlan(project, plan) {
  return {
    plan,
    verification: { parses: true, idempotent: true, silent: true, typecheck: null, rolledBack: [] },
  };
}

function analyzeProject(project, options) {
  const findings = [];
  const skipped = [];
  for (const [i, file] of project.files.entries()) {
    options.onProgress?.(i, project.files.length, 'reading');
    const text = project.read(file);
    if (typeof text !== 'string') {
      skipped.push({ file, reason: 'unreadable', detail: text.unreadable });
      continue;
    }
    if (/\/\/ syntax error/.test(text))
      skipped.push({ file, reason: 'does-not-parse', detail: 'Unexpected token' });
    for (const match of text.matchAll(/post\([^)]*grant_type: 'password'[^)]*\)/g))
      findings.push(finding(file, text, match));
  }
  return { findings, requests: [], skipped, filesSeen: project.files.length, filesParsed: findings.length };
}

function finding(file, text, match) {
  const at = (offset) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: before.at(-1).length + 1, offset };
  };
  const start = at(match.index);
  return {
    ruleId: 'no-password-grant',
    severity: 'error',
    message:
      'Password grant: MUST NOT be used (RFC 9700 section 2.4). A machine signs in here, with credentials from process.env: client credentials serve it.',
    fingerprint: `${file}:${match[0]}`,
    file,
    start,
    end: at(match.index + match[0].length),
    grant: 'password',
    client: 'axios',
    provider: 'okta',
    actor: 'machine',
    paths: [
      [
        { file, line: 1, function: 'for (const order of orders)' },
        { file, line: start.line, function: 'getToken' },
      ],
    ],
    related: [],
    migrations: [{ to: 'cached-client', support: 'automatic', reason: '' }],
  };
}
