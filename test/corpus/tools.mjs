// The tools that are compared: our command as users run it, and two that a team without it would reach for.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import { configWith, sourcesIn } from './linting.mjs';

const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/grant-migrate.js', import.meta.url));

/** Milliseconds after which a tree counts as a crash. */
const PATIENCE = 180_000;

/** `grant-migrate check --format json`, spawned; throws when it prints no report. */
export async function ourFindings(folder) {
  const output = await printed(process.execPath, [COMMAND, 'check', '--format', 'json', '.'], folder);
  // A tree of shell scripts alone: an answer, and an ordinary one.
  if (output.stderr.includes('No source files here')) return [];
  try {
    return JSON.parse(output.stdout).findings;
  } catch {
    throw new Error(output.stderr.trim().slice(0, 200) || 'no report');
  }
}

/** A line that names both the parameter and the grant; a line that asks for a token the usual way. */
const GREPS = {
  'no-password-grant': 'grant_type.*password',
  'require-token-reuse': 'client_credentials|get[A-Za-z]*Token\\(',
};

export async function grepFindings(folder) {
  const findings = [];
  const sources = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts', 'vue', 'svelte', 'astro'];
  for (const [ruleId, pattern] of Object.entries(GREPS)) {
    const only = sources.map((ending) => `--include=*.${ending}`);
    const { stdout } = await printed('grep', ['-rnE', ...only, pattern, '.'], folder);
    for (const line of stdout.split('\n')) {
      const [, file, number] = /^\.\/(.*?):(\d+):/.exec(line) ?? [];
      if (file !== undefined) findings.push({ ruleId, file, start: { line: Number(number) } });
    }
  }
  return findings;
}

const LOOPS = ':matches(ForStatement, ForInStatement, ForOfStatement, WhileStatement, DoWhileStatement)';
const CALLBACKS =
  'CallExpression[callee.property.name=/^(?:map|forEach|filter|reduce|flatMap)$/] > :function';
const ASKS =
  'CallExpression:matches([callee.name=/^get\\w*Token$/], [callee.property.name=/^get\\w*Token$/])';
const literalGrant = (grant) => [
  `Property:matches([key.name=/grant_?type/i], [key.value=/grant_?type/i]) > Literal[value='${grant}']`,
  `CallExpression[arguments.0.value=/^grant_?type$/i][arguments.1.value='${grant}']`,
  `TemplateElement[value.raw=/grant_type=${grant}/]`,
  `Literal[value=/grant_type=${grant}/]`,
];

/** What a careful colleague writes into `no-restricted-syntax` on an afternoon. */
const SELECTORS = {
  'no-password-grant': literalGrant('password'),
  'require-token-reuse': [...literalGrant('client_credentials'), ASKS],
  'no-token-request-in-loop': [`${LOOPS} ${ASKS}`, `${CALLBACKS} ${ASKS}`],
};
const restricted = Object.entries(SELECTORS).flatMap(([message, selectors]) =>
  selectors.map((selector) => ({ selector, message })),
);
const RESTRICTED_SYNTAX = configWith({ rules: { 'no-restricted-syntax': ['error', ...restricted] } });

/** ESLint with `no-restricted-syntax` alone. Files without the words that every selector needs are left out: the same findings, sooner. */
export async function eslintFindings(folder) {
  const linter = new Linter();
  const findings = [];
  for (const { path, file } of sourcesIn(folder)) {
    const text = readFileSync(path, 'utf8');
    if (!/grant_?type|Token/i.test(text)) continue;
    for (const { ruleId, message, line } of linter.verify(text, RESTRICTED_SYNTAX, { filename: file }))
      if (ruleId === 'no-restricted-syntax') findings.push({ ruleId: message, file, start: { line } });
  }
  return findings;
}

/** What a program prints, whatever its status: `check` and `grep` end with 1 on an ordinary day. */
function printed(program, args, cwd) {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 28, timeout: PATIENCE }, (_error, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}
