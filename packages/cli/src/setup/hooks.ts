import { editJson } from './draft.js';
import { mentionsUs, type Step, type StepResult, type Surroundings } from './step.js';

/** `check --staged` before each commit, by the hook manager that the project has; we bring none. */
export const hooks: Step = (surroundings) => {
  const { draft } = surroundings;
  if (draft.has('.husky')) return husky(surroundings);
  const lefthookFile = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml'].find(draft.has);
  if (lefthookFile !== undefined) return lefthook(surroundings, lefthookFile);
  if (draft.has('.pre-commit-config.yaml')) return preCommit(surroundings);
  if (draft.read('package.json')?.includes('"simple-git-hooks"')) return simpleGitHooks(surroundings);
  return undefined;
};

const command = ({ runner }: Surroundings) => `${runner} grant-migrate check --staged`;

function husky(surroundings: Surroundings): StepResult {
  const { draft } = surroundings;
  const what = 'a check of what is staged in .husky/pre-commit';
  const text = draft.read('.husky/pre-commit') ?? '';
  if (mentionsUs(text)) return { kind: 'there', what };
  draft.write('.husky/pre-commit', `${endLine(text)}${command(surroundings)}\n`);
  return { kind: 'changed', what };
}

function lefthook(surroundings: Surroundings, file: string): StepResult {
  const { draft } = surroundings;
  const what = `a check of what is staged in ${file}`;
  const text = draft.read(file)!;
  const job = `    grant-migrate:\n      run: ${command(surroundings)}\n`;
  if (mentionsUs(text)) return { kind: 'there', what };
  if (/^pre-commit:/m.test(text))
    return { kind: 'by-hand', what, snippet: `pre-commit:\n  commands:\n${job.trimEnd()}` };
  draft.write(file, `${endLine(text)}pre-commit:\n  commands:\n${job}`);
  return { kind: 'changed', what };
}

function preCommit(surroundings: Surroundings): StepResult {
  const file = '.pre-commit-config.yaml';
  const { draft } = surroundings;
  const what = `a check of what is staged in ${file}`;
  const text = draft.read(file)!;
  if (mentionsUs(text)) return { kind: 'there', what };
  const hook = [
    '- repo: local',
    '  hooks:',
    '    - id: grant-migrate',
    '      name: grant-migrate',
    `      entry: ${command(surroundings)}`,
    '      language: system',
    '      pass_filenames: false',
  ];
  // Only where the list of repositories is the last thing of the file can a text be put behind it.
  const last = [...text.matchAll(/^([A-Za-z_]\w*):/gm)].at(-1)?.[1];
  if (last !== 'repos') return { kind: 'by-hand', what, snippet: hook.join('\n') };
  const indent = /^([ \t]*)- repo:/m.exec(text)?.[1] ?? '  ';
  draft.write(file, `${endLine(text)}${hook.map((line) => `${indent}${line}\n`).join('')}`);
  return { kind: 'changed', what };
}

function simpleGitHooks(surroundings: Surroundings): StepResult | undefined {
  const { draft } = surroundings;
  const what = 'a check of what is staged in package.json, simple-git-hooks';
  let there = false;
  const edited = editJson(draft.read('package.json')!, (manifest) => {
    const list = manifest['simple-git-hooks'] as Record<string, string>;
    const before = list['pre-commit'];
    there = before !== undefined && mentionsUs(before);
    if (!there) list['pre-commit'] = [before, command(surroundings)].filter(Boolean).join(' && ');
  });
  if (there || edited === undefined) return there ? { kind: 'there', what } : undefined;
  draft.write('package.json', edited);
  return { kind: 'changed', what };
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
