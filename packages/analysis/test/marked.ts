/** Small programs in memory, and what the analysis says of them: `rule@marker` for a finding on a line with `/*@marker*\/`. */
import { analyzeProject } from '../src/index.js';
import type { AnalyzeOptions, Finding } from '../src/index.js';

const SHORT: Record<string, string> = {
  'no-password-grant': 'password',
  'no-token-request-in-loop': 'loop',
  'require-token-reuse': 'reuse',
};

/** The findings in the program's own terms, sorted; a finding on a line without a marker names its file and line. */
export function saidOf(files: Record<string, string>, options: Partial<AnalyzeOptions> = {}): string[] {
  return findingsOf(files, options)
    .map(({ ruleId, file, start }) => {
      const line = (files[file] ?? '').split('\n')[start.line - 1] ?? '';
      return `${SHORT[ruleId] ?? ruleId}@${/\/\*@(\w+)\*\//.exec(line)?.[1] ?? `${file}:${start.line}`}`;
    })
    .sort();
}

/** How certain the findings are, in the order of the report. */
export const severitiesOf = (files: Record<string, string>): string[] =>
  findingsOf(files, {}).map(({ severity }) => severity);

function findingsOf(files: Record<string, string>, options: Partial<AnalyzeOptions>): Finding[] {
  const project = {
    root: '/project',
    files: Object.keys(files).filter((file) => /\.([cm]?[jt]sx?|vue|svelte|astro)$/.test(file)),
    read: (file: string) => files[file] ?? { unreadable: 'ENOENT' },
  };
  return analyzeProject(project, { preset: 'recommended', ...options }).findings;
}

/** A helper that asks for a token at each call, marked `token`. */
export const TOKEN = `export async function getToken() {
  const res = await fetch('https://auth.example.com/oauth/token', { /*@token*/
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: process.env.ID, client_secret: process.env.SECRET }),
  });
  return (await res.json()).access_token;
}
`;
