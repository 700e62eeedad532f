/** The inventory: every token request of a project, those that are fine among them, and the ways to those that are not. */
import type { RequestSite } from '@grant-migrate/analysis';
import type { Report } from '../report.js';
import { findingSections, skippedSection } from '../reporters/html.js';
import { escaped, htmlPage } from '../reporters/html-page.js';
import { nextStep } from '../reporters/next-step.js';
import { count, number, seconds, tally } from '../reporters/words.js';
import { pathPicture, pictureStyle } from './path-picture.js';
import { pathTrees } from './path-tree.js';

export interface Inventory extends Report {
  requests: readonly RequestSite[];
}

export function inventoryPage(inventory: Inventory): string {
  const { requests, findings, filesSeen, filesParsed, durationMs } = inventory;
  const next = nextStep(findings);
  const trees = pathTrees(findings);
  const body = `<header>
<h1>${escaped(count(requests.length, 'token request'))}</h1>
<p>${findings.length > 0 ? escaped(tally(findings)) : 'No findings'}. ${count(filesSeen, 'file')} seen, ${number(filesParsed)} read, ${seconds(durationMs)}</p>
${next === undefined ? '' : `<p>Next: <code>${escaped(next.command)}</code> ${escaped(next.why)}</p>`}
</header>
<main>
${tallies(requests)}
${requests.length > 0 ? `<h2>All token requests</h2>\n${table(inventory)}` : ''}
${trees.length > 0 ? `<h2>How they are reached</h2>\n${trees.map(pathPicture).join('\n')}` : ''}
${findings.length > 0 ? `<h2>Findings</h2>\n${findingSections(inventory)}` : ''}
${skippedSection(inventory)}
</main>`;
  return htmlPage(`grant-migrate: ${count(requests.length, 'token request')}`, body, style);
}

/** Four questions of a person who plans the migration. */
function tallies(requests: readonly RequestSite[]): string {
  if (requests.length === 0) return '';
  const questions: [string, (request: RequestSite) => string][] = [
    ['Grant', ({ grant }) => grant ?? 'not decided here'],
    ['Who signs in', ({ actor }) => inWords[actor]],
    ['Token', ({ reused }) => (reused ? 'reused' : 'new each time')],
    ['Provider', ({ provider }) => provider ?? 'not known'],
  ];
  return `<div class="tallies">${questions.map(([title, of]) => bars(title, requests.map(of))).join('')}</div>`;
}

const inWords: Record<RequestSite['actor'], string> = {
  'interactive-user': 'a person',
  machine: 'a machine',
  test: 'a test',
  unknown: 'not known',
};

function bars(title: string, answers: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const rows = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([answer, n]) =>
        `<li><span>${escaped(answer)}</span><b>${n}</b><i style="width:${((100 * n) / answers.length).toFixed(1)}%"></i></li>`,
    );
  return `<section><h3>${title}</h3><ul>${rows.join('')}</ul></section>`;
}

function table({ requests, findings }: Inventory): string {
  const rules = new Map(findings.map(({ fingerprint, ruleId }) => [fingerprint, ruleId]));
  const rows = requests.map(({ file, start, client, grant, provider, actor, reused, findings: own }) => {
    const named = [...new Set(own.flatMap((fingerprint) => rules.get(fingerprint) ?? []))].sort();
    const cells = [
      `${file}:${start.line}`,
      client,
      grant ?? '',
      provider ?? '',
      inWords[actor],
      reused ? 'reused' : 'new each time',
      named.join(', '),
    ];
    return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  const heads = ['Place', 'Client', 'Grant', 'Provider', 'Who signs in', 'Token', 'Findings'];
  return `<div class="wide"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

const style = `${pictureStyle}
.tallies { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); margin-top: 1.5rem; }
.tallies ul { list-style: none; margin: 0; padding: 0; }
.tallies li { display: grid; grid-template-columns: 1fr auto; padding: .15rem 0; font-size: .9rem; }
.tallies i { background: var(--warning); border-radius: 2px; grid-column: 1 / -1; height: 4px; }
.wide { overflow-x: auto; }
table { width: 100%; }
th { color: var(--soft); font-weight: 500; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem 1rem .35rem 0; vertical-align: top; }
td:first-child { font: .8125rem ui-monospace, monospace; overflow-wrap: anywhere; }
`;
