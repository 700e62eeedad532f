/** Parts of an analysis as plain data, and the one analysis that they make: the same, however many there are. */
import type { Analysis, Finding, RequestSite, SkippedFile } from './findings.js';

/** What was found for the requests that stand in one file. Fingerprints are not counted yet. */
export interface FilePart {
  file: string;
  /** Among the files of the project that hold trigger words: the order in which equal code is counted. */
  place: number;
  requests: {
    findings: Finding[];
    /** Null for a package that implements the grant for others. */
    site: Omit<RequestSite, 'findings'> | null;
  }[];
  servers: Finding[];
}

export interface AnalysisPart {
  files: FilePart[];
  skipped: SkippedFile[];
  /** Files of the project, in every part the same. */
  filesSeen: number;
  /** Names of the files that were parsed. */
  parsed: string[];
}

/** The analysis of which these are all parts, in whatever order. */
export function conclude(parts: readonly AnalysisPart[]): Analysis {
  const files = parts.flatMap((part) => part.files).sort((a, b) => a.place - b.place);
  const count = counter();
  const requests = files.flatMap((part) => part.requests);
  const found = requests.flatMap((request) => request.findings).map(count);
  const servers = files.flatMap((part) => part.servers).map(count);
  const findings = [...inOrder(oneForEachLoopCall(found)), ...servers].sort(byPlace);
  return {
    findings,
    requests: requests.flatMap(({ site }) => (site === null ? [] : [withFindings(site, findings)])),
    skipped: [...new Map(parts.flatMap((part) => part.skipped).map((one) => [one.file, one])).values()],
    filesSeen: parts[0]?.filesSeen ?? 0,
    filesParsed: new Set(parts.flatMap((part) => part.parsed)).size,
  };
}

/** The second of two findings of one rule at equal code in one file gets another fingerprint. */
function counter(): (finding: Finding) => Finding {
  const occurrences = new Map<string, number>();
  return (finding) => {
    const before = occurrences.get(finding.fingerprint) ?? 0;
    occurrences.set(finding.fingerprint, before + 1);
    return before === 0 ? finding : { ...finding, fingerprint: `${finding.fingerprint}-${before + 1}` };
  };
}

/** One call may lead to several requests (a token and its retry): one finding a call. */
function oneForEachLoopCall(findings: readonly Finding[]): Finding[] {
  const loops = new Map<string, Finding>();
  const others: Finding[] = [];
  for (const finding of findings) {
    if (finding.ruleId !== 'no-token-request-in-loop') {
      others.push(finding);
      continue;
    }
    const key = `${finding.file}:${finding.start.offset}`;
    const known = loops.get(key);
    loops.set(key, known ? { ...known, paths: [...known.paths, ...finding.paths] } : finding);
  }
  return [...others, ...loops.values()];
}

const byPlace = (a: Finding, b: Finding) =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.start.offset - b.start.offset;

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => byPlace(a, b) || (a.ruleId < b.ruleId ? -1 : 1));
}

/** With the fingerprints of the findings that speak of the request: its own, and those of loops that lead to it. */
function withFindings(site: Omit<RequestSite, 'findings'>, findings: readonly Finding[]): RequestSite {
  const speaksOf = (finding: Finding) =>
    (finding.file === site.file && finding.start.offset === site.start.offset) ||
    finding.related.some(
      (one) => one.note === 'the token request' && one.file === site.file && one.line === site.start.line,
    );
  return { ...site, findings: findings.filter(speaksOf).map((finding) => finding.fingerprint) };
}
