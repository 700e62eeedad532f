import type { Finding } from '@grant-migrate/analysis';
import type { Report } from '../report.js';
import { rulePages } from '../pages/rules.js';
import { style } from './html-style.js';
import { groupByFile } from './group.js';
import { nextStep } from './next-step.js';
import type { Reporter } from './reporter.js';
import { count, number, seconds, tally } from './words.js';

/** One page that stands by itself: no script, nothing loaded, readable by keyboard and in print. */
export const html: Reporter = (report) => {
  const { findings } = report;
  const files = groupByFile(findings);
  const next = nextStep(findings);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>grant-migrate: ${text(tally(findings))}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${text(findings.length > 0 ? tally(findings) : 'No findings')}</h1>
<p>${count(report.filesSeen, 'file')} seen, ${number(report.filesParsed)} read, ${seconds(report.durationMs)}</p>
${next === undefined ? '' : `<p>Next: <code>${text(next.command)}</code> ${text(next.why)}</p>`}
</header>
<main>
${[...files].map(([file, list]) => fileSection(file, list, report)).join('\n')}
${skippedSection(report)}
</main>
</body>
</html>
`;
};

function fileSection(file: string, findings: Finding[], report: Report): string {
  const lines = report.textOf(file)?.split(/\r\n|\r|\n/);
  return `<section>
<h2>${text(file)}</h2>
${findings.map((finding) => article(finding, lines)).join('\n')}
</section>`;
}

function article(finding: Finding, lines: string[] | undefined): string {
  const { severity, ruleId, message, start, end, actor, provider, client, paths, related } = finding;
  const facts = [client, provider, actor === 'unknown' ? null : actor].filter((fact) => fact !== null);
  const shown = lines?.slice(start.line - 1, Math.min(end.line, start.line + 7)) ?? [];
  const code = shown.map((line, i) => `<span class="n">${start.line + i}</span>${text(line)}`).join('\n');
  const page = rulePages[ruleId];
  return `<article class="${severity}">
<h3><span class="severity">${severity}</span> line ${start.line} <code>${ruleId}</code></h3>
<p>${prose(message)}</p>
<p class="facts">${facts.map((fact) => `<span>${text(fact)}</span>`).join(' ')}</p>
${code === '' ? '' : `<pre>${code}</pre>`}
${paths.map(pathList).join('\n')}
${related.map(({ file, line, note }) => `<p class="related">${text(`${file}:${line}`)} ${text(note)}</p>`).join('\n')}
<details><summary>Why, and what to do</summary><p>${prose(page.why)}</p><p>${prose(page.whatToDo)}</p></details>
</article>`;
}

function pathList(path: Finding['paths'][number]): string {
  const steps = path.map(
    (step) => `<li><code>${text(step.function)}</code> ${text(`${step.file}:${step.line}`)}</li>`,
  );
  return `<ol class="path">${steps.join('')}</ol>`;
}

function skippedSection({ skipped }: Report): string {
  if (skipped.length === 0) return '';
  const rows = skipped.map(({ file, reason, detail = '' }) => {
    return `<tr><td>${text(file)}</td><td>${reason}</td><td>${text(detail)}</td></tr>`;
  });
  return `<details><summary>${count(skipped.length, 'file')} not checked</summary><table>${rows.join('')}</table></details>`;
}

/** Text with commands in backticks. */
function prose(raw: string): string {
  return text(raw).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function text(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
