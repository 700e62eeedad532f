import { mentionsUs, type Step } from './step.js';

const workflow = (runner: string) => `name: grant-migrate
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # --since needs the commit where the branch left
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: ${runner} grant-migrate check --since origin/\${{ github.base_ref }} --format github
`;

const job = (runner: string) => `grant-migrate:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0 # --since needs the commit where the branch left
  script:
    - npm ci
    - ${runner} grant-migrate check --since origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME --format gitlab --output gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;

/** A check of what a pull request changes, where the project's pipelines are kept. */
export const ci: Step = ({ draft, runner }) => {
  const folder = '.github/workflows';
  if (draft.has(folder)) {
    const what = `a check of pull requests in ${folder}/grant-migrate.yml`;
    const workflows = draft.names(folder).map((name) => draft.read(`${folder}/${name}`) ?? '');
    if (workflows.some(mentionsUs)) return { kind: 'there', what };
    draft.write(`${folder}/grant-migrate.yml`, withInstall(workflow(runner), runner));
    return { kind: 'changed', what };
  }
  const text = draft.read('.gitlab-ci.yml');
  if (text === undefined) return undefined;
  const what = 'a check of merge requests in .gitlab-ci.yml';
  if (mentionsUs(text)) return { kind: 'there', what };
  draft.write('.gitlab-ci.yml', `${text.trimEnd()}\n\n${withInstall(job(runner), runner)}`);
  return { kind: 'changed', what };
};

/** `npm ci` in the words of the project's package manager. */
function withInstall(text: string, runner: string): string {
  const [manager] = runner.split(' ');
  const install: Record<string, string> = {
    pnpm: 'corepack enable && pnpm install --frozen-lockfile',
    yarn: 'corepack enable && yarn install --immutable',
    bun: 'npm install -g bun && bun install --frozen-lockfile',
  };
  return text.replace('npm ci', install[manager ?? ''] ?? 'npm ci');
}
