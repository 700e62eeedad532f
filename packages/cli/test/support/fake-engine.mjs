// A stand-in for the analysis: every `grant_type: 'password'` is a finding. Lets the command be tested by itself.
export const engine = {
  analysis: async () => analyzeProject,
};

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
