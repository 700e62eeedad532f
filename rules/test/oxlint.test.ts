// oxlint runs the same plugin, and says what the command says.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { place, repository } from './support/place.js';
import { projects } from './support/projects.js';
import { check } from './support/run.js';

interface Report {
  diagnostics: {
    code: string;
    filename: string;
    message: string;
    labels: { span: { line: number; column: number } }[];
  }[];
}

const config = JSON.stringify({
  jsPlugins: ['eslint-plugin-grant-migrate'],
  categories: { correctness: 'off' },
  rules: {
    'grant-migrate/no-password-grant': 'error',
    'grant-migrate/no-token-request-in-loop': 'error',
    'grant-migrate/require-token-reuse': 'error',
    'grant-migrate/no-unresolved-migration': 'warn',
  },
});

function oxlint(files: Record<string, string>) {
  const { directory } = place({ ...files, '.oxlintrc.json': config });
  const env = { ...process.env, NODE_OPTIONS: '' };
  const args = [join(repository, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8', env });
  if (!stdout.includes('"diagnostics"')) throw new Error(stdout + stderr);
  const { diagnostics } = JSON.parse(stdout) as Report;
  const said = diagnostics.map(({ code, filename, labels }) => {
    const { line, column } = labels[0]!.span;
    return `${filename}:${line}:${column} ${code.replace('(', '/').replace(')', '')}`;
  });
  const expected = check(directory).map(
    ({ file, line, column, ruleId }) => `${file}:${line}:${column} ${ruleId}`,
  );
  return { said: said.sort(), expected: expected.sort(), diagnostics };
}

describe('oxlint', () => {
  test.each(Object.keys(projects))('%s', (name) => {
    const { said, expected } = oxlint(projects[name]!);
    expect(said).toEqual(expected);
  });

  test('finds markers, and shows the call path', () => {
    const { diagnostics } = oxlint({
      ...projects['a loop in CommonJS, over two files']!,
      'left.js': '// TODO(grant-migrate: x) y\n',
    });
    expect(diagnostics.map(({ code }) => code)).toContain('grant-migrate(no-unresolved-migration)');
    const loop = diagnostics.find(({ code }) => code.includes('in-loop'))!;
    expect(loop.message).toContain('\n    └ src/api.js:3 ');
  });

  test('the script of a Vue file', () => {
    const script = projects['a loop in CommonJS, over two files']!['src/token.js']!.replace(
      "const axios = require('axios');",
      '',
    );
    const { said, expected } = oxlint({
      'App.vue': `<template><p/></template>\n<script>\n${script}setInterval(getToken, 1000);\n</script>\n`,
    });
    expect(expected.length).toBeGreaterThan(0);
    expect(said).toEqual(expected);
  });
});
