import type { Finding } from '@grant-migrate/analysis';
import type { Report } from '../report.js';
import { rulePages } from '../pages/rules.js';
import { groupByFile } from './group.js';
import { escaped, htmlPage, prose } from './html-page.js';
import { nextStep } from './next-step.js';
import type { Reporter } from './reporter.js';
import { count, number, seconds, tally } from './words.js';

export const html: Reporter = (report) => {
  const { findings } = report;
  const next = nextStep(findings);
  return htmlPage(
    `grant-migrate: ${tally(findings)}`,
    `<header>
<h1>${escaped(findings.length > 0 ? tally(findings) : 'No findings')}</h1>
<p>${count(report.filesSeen, 'file')} seen, ${number(report.filesParsed)} read, ${seconds(report.durationMs)}</p>
${next === undefined ? '' : `<p>Next: <code>${escaped(next.command)}</code> ${escaped(next.why)}</p>`}
</header>
<main>
${findingSections(report)}
${skippedSection(report)}
</main>`,
  );
};

/** One section a file. */
export function findingSections(report: Pick<Report, 'findings' | 'textOf'>): string {
  return [...groupByFile(report.findings)]
    .map(([file, findings]) => {
      const lines = report.textOf(file)?.split(/\r\n|\r|\n/);
      const articles = findings.map((finding) => article(finding, lines));
      return `<section>\n<h2>${escaped(file)}</h2>\n${articles.join('\n')}\n</section>`;
    })
    .join('\n');
}

function article(finding: Finding, lines: string[] | undefined): string {
  const { severity, ruleId, message, start, end, actor, provider, client, paths, related } = finding;
  const facts = [client, provider, actor === 'unknown' ? null : actor].filter((fact) => fact !== null);
  const shown = lines?.slice(start.line - 1, Math.min(end.line, start.line + 7)) ?? [];
  const code = shown.map((line, i) => `<span class="n">${start.line + i}</span>${escaped(line)}`).join('\n');
  const page = rulePages[ruleId];
  return `<article class="${severity}">
<h3><span class="severity">${severity}</span> line ${start.line} <code>${ruleId}</code></h3>
<p>${prose(message)}</p>
<p class="facts">${facts.map((fact) => `<span>${escaped(fact)}</span>`).join(' ')}</p>
${code === '' ? '' : `<pre>${code}</pre>`}
${paths.map(pathList).join('\n')}
${related.map(({ file, line, note }) => `<p class="related">${escaped(`${file}:${line}`)} ${escaped(note)}</p>`).join('\n')}
<details><summary>Why, and what to do</summary><p>${prose(page.why)}</p><p>${prose(page.whatToDo)}</p></details>
</article>`;
}

function pathList(path: Finding['paths'][number]): string {
  const steps = path.map(
    (step) => `<li><code>${escaped(step.function)}</code> ${escaped(`${step.file}:${step.line}`)}</li>`,
  );
  return `<ol class="path">${steps.join('')}</ol>`;
}

export function skippedSection({ skipped }: Pick<Report, 'skipped'>): string {
  if (skipped.length === 0) return '';
  const rows = skipped.map(({ file, reason, detail = '' }) => {
    return `<tr><td>${escaped(file)}</td><td>${reason}</td><td>${escaped(detail)}</td></tr>`;
  });
  return `<details><summary>${count(skipped.length, 'file')} not checked</summary><table>${rows.join('')}</table></details>`;
}
