// The GitHub Action and the GitLab template: their scripts run by a real shell in a repository with a branch.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { command, pack, project } from './packed.js';
import { must, removeAll, root, type Place, type Ran } from './place.js';
import { getToken, login, loop } from './sources.js';

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  runs: { using: string; steps: { shell: string; env: Record<string, string>; run: string }[] };
}
interface Job {
  script: string[];
  variables: Record<string, string | number>;
  artifacts: { when: string; reports: { codequality: string } };
}
const read = (file: string): unknown => parse(readFileSync(join(root, file), 'utf8'));
const action = read('action.yml') as Action;
const job = (read('templates/gitlab.yml') as Record<string, Job>)['grant-migrate']!;

/** A branch that adds a password grant to a project which has a token request in a loop already. */
let here: Place;
let base: string;
beforeAll(() => {
  const files = { '.gitignore': 'node_modules\n', 'src/token.js': getToken, 'src/sync.js': loop };
  here = project(pack(command), files);
  must(here, 'git', 'init', '--quiet', '--initial-branch=main');
  must(here, 'git', 'add', '--all');
  must(here, 'git', 'commit', '--quiet', '-m', 'start');
  base = must(here, 'git', 'rev-parse', 'HEAD').trim();
  must(here, 'git', 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  must(here, 'git', 'checkout', '--quiet', '-b', 'change');
  here.write('src/login.js', login);
  must(here, 'git', 'add', '--all');
  must(here, 'git', 'commit', '--quiet', '-m', 'change');
}, 180_000);
afterAll(removeAll);

/** What the runner does: expressions go into the variables of the step, the shell gets the script. */
function runAction(given: Record<string, string>, baseRef = 'main'): Ran {
  const step = action.runs.steps[0]!;
  const valueOf = (expression: string) => {
    const input = /^inputs\.(\S+)$/.exec(expression)?.[1];
    if (input === undefined && expression !== 'github.base_ref') throw new Error(expression);
    return input === undefined ? baseRef : (given[input] ?? action.inputs[input]!.default);
  };
  const env = Object.entries(step.env).map(([name, text]) => [
    name,
    text.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => valueOf(expression)),
  ]);
  here.write('.git/output', '');
  return here.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    ...Object.fromEntries(env),
    GITHUB_OUTPUT: join(here.directory, '.git/output'),
  });
}

describe('the GitHub Action', () => {
  test('every input is described and used', () => {
    const used = JSON.stringify(action.runs);
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(description).not.toBe('');
      expect(used).toContain(`\${{ inputs.${name} }}`);
    }
  });

  test('annotates what the pull request brings, and nothing else', () => {
    const { status, output } = runAction({});
    const annotations = output.split('\n').filter((line) => line.startsWith('::'));
    expect(annotations).toEqual([
      expect.stringMatching(/^::error file=src\/login\.js,line=2,.*no-password-grant/),
    ]);
    expect(status).toBe(1);
  });

  test('outside of a pull request it speaks of everything', () => {
    expect(runAction({}, '').output).toContain('file=src/sync.js');
  });

  test('a SARIF report has a name that the next step can use', () => {
    expect(runAction({ format: 'sarif' }).status).toBe(1);
    expect(here.read('.git/output')).toBe('report=grant-migrate.sarif\n');
    expect(JSON.parse(here.read('grant-migrate.sarif'))).toMatchObject({ version: '2.1.0' });
  });

  test('every input reaches the command, also one with spaces or of a shell', () => {
    here.write('known findings.json', '{}');
    const ran = runAction({ preset: 'strictest', paths: 'src/*.js lib' });
    expect(ran).toMatchObject({
      status: 2,
      output: expect.stringContaining('--preset cannot be "strictest"'),
    });
    expect(runAction({ baseline: 'known findings.json' }).output).toContain('known findings.json');
    expect(runAction({ since: '$(touch injected)' }).output).toContain(
      'git does not know "$(touch injected)"',
    );
    expect(here.run('ls', []).output).not.toContain('injected');
    expect(runAction({ paths: 'src/sync.js', since: '' }, '').output).not.toContain('file=src/login.js');
  });
});

describe('the GitLab template', () => {
  const run = (more: Record<string, string>) => {
    const variables = Object.entries(job.variables).map(([name, value]) => [name, String(value)]);
    return here.run('bash', ['-eo', 'pipefail', '-c', job.script.join('\n')], {
      ...Object.fromEntries(variables),
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      ...more,
    });
  };

  test('leaves the report where the job says it is, also when there are findings', () => {
    expect(run({}).status).toBe(1);
    expect(job.artifacts.when).toBe('always');
    expect(JSON.parse(here.read(job.artifacts.reports.codequality))).toMatchObject([
      { check_name: 'no-password-grant', location: { path: 'src/login.js', lines: { begin: 2 } } },
    ]);
  });

  test('more options reach the command', () => {
    expect(run({ GRANT_MIGRATE_OPTIONS: '--preset strictest' }).output).toContain('--preset cannot be');
  });
});
