import type { Finding, PathStep, Position, RuleId, SkippedFile } from '@grant-migrate/analysis';
import { failedFiles } from '../exit-status.js';
import { rulePages } from '../pages/rules.js';
import type { Edit, Report } from '../report.js';
import { version } from '../version.js';
import type { Reporter } from './reporter.js';

/**
 * SARIF 2.1.0 (OASIS), for code scanning: call paths as code flows, fixes where a rewrite is known, and the same
 * fingerprints as the baseline, so that a finding that moves stays the same alert.
 */
export const sarif: Reporter = (report) => {
  const ruleIds = Object.keys(rulePages) as RuleId[];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'grant-migrate', semanticVersion: version(), rules: ruleIds.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: failedFiles(report.skipped).length === 0,
            toolExecutionNotifications: report.skipped.map(notification),
          },
        ],
        results: report.findings.map((finding) => resultOf(finding, ruleIds.indexOf(finding.ruleId), report)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function ruleOf(id: RuleId) {
  const { title, what, why, whatToDo, incorrect, correct } = rulePages[id];
  const code = (name: string, text: string) => `**${name}**\n\`\`\`ts\n${text}\n\`\`\``;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: what },
    help: {
      text: `${what}\n\nWhy: ${why}\n\nWhat to do: ${whatToDo}`,
      markdown: [what, `**Why.** ${why}`, `**What to do.** ${whatToDo}`, code('Incorrect', incorrect)]
        .concat(code('Correct', correct))
        .join('\n\n'),
    },
    properties: { tags: ['security', 'oauth'] },
  };
}

function resultOf(finding: Finding, ruleIndex: number, report: Report) {
  const { ruleId, severity, message, file, start, end, paths, related } = finding;
  const { grant, client, provider, actor, migrations } = finding;
  const edits = report.fixes?.get(finding.fingerprint) ?? [];
  return {
    ruleId,
    ruleIndex,
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(file), region: regionOf(start, end) } }],
    partialFingerprints: { 'grantMigrate/v1': finding.fingerprint },
    ...(paths.length > 0 && { codeFlows: paths.map(codeFlow) }),
    ...(related.length > 0 && {
      relatedLocations: related.map(({ file, line, note }, id) => ({ id, ...location(file, line, note) })),
    }),
    ...(edits.length > 0 && { fixes: [fixOf(edits, report)] }),
    properties: { grant, client, provider, actor, migrations },
  };
}

function codeFlow(path: PathStep[]) {
  const locations = path.map((step) => ({ location: location(step.file, step.line, step.function) }));
  return { threadFlows: [{ locations }] };
}

function location(file: string, line: number, text: string) {
  return {
    physicalLocation: { artifactLocation: artifact(file), region: { startLine: line } },
    message: { text },
  };
}

function fixOf(edits: Edit[], { textOf }: Report) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: 'Rewrite to the cached token client. grant-migrate migrate shows and proves it.' },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ start, end, text }) => ({
          deletedRegion: regionAt(textOf(file) ?? '', start, end),
          insertedContent: { text },
        })),
    })),
  };
}

/** Line and column as well as offset: some readers know only the one or the other. */
function regionAt(text: string, start: number, end: number) {
  const position = (offset: number): Position => {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length, column: before.at(-1)!.length + 1, offset };
  };
  return regionOf(position(start), position(end));
}

function regionOf(start: Position, end: Position) {
  return {
    ...{ startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    ...{ charOffset: start.offset, charLength: end.offset - start.offset },
  };
}

function artifact(file: string) {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function notification({ file, reason, detail }: SkippedFile) {
  return {
    level: reason === 'unreadable' || reason === 'does-not-parse' ? 'error' : 'note',
    message: { text: `${file} was not checked: ${reason}${detail === undefined ? '' : ` (${detail})`}` },
    locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
  };
}
