/** The whole way for one project: which files can matter, their facts, the paths to them, the findings. */
import type { Analysis, Finding, RequestSite } from './findings.js';
import { createCallerFinder } from './link/callers.js';
import { readConventions } from './link/conventions.js';
import { createFactsStore } from './link/facts-store.js';
import { createModuleResolver } from './link/modules.js';
import { findPaths } from './link/paths.js';
import { createRefResolver } from './link/resolve.js';
import { judge, judgeServers } from './judge/index.js';
import { needsPaths } from './judge/reusable.js';
import { judgeRequest, mainGrant, type JudgedRequest } from './judge/judged.js';
import { createReporter, type Reporter } from './judge/report.js';
import { createManifestFinder, implementsGrant, servesOthers } from './judge/silence.js';
import type { AnalyzeOptions, Project } from './project.js';

/** Analyses a project. Reads files only through `project`; never throws on their content. */
export function analyzeProject(project: Project, options: AnalyzeOptions): Analysis {
  const store = createFactsStore(project);
  const seeds = store.seeds((done) => {
    if (done % 500 === 0) options.onProgress?.(done, project.files.length, 'reading');
  });
  const modules = createModuleResolver(project);
  const resolver = createRefResolver(store, modules);
  const callers = createCallerFinder(store, resolver, readConventions(options));
  const manifestOf = createManifestFinder(project);
  const report = createReporter(store);
  const requests: JudgedRequest[] = [];
  const servers: Finding[] = [];
  seeds.forEach((file, index) => {
    options.onProgress?.(index, seeds.length, 'parsing');
    const facts = store.factsOf(file);
    if (!facts) return;
    const manifest = manifestOf(file);
    const implementation = implementsGrant(manifest);
    for (const request of facts.requests) {
      const paths = needsPaths(request)
        ? findPaths(callers, facts, request)
        : { request, facts, ends: [], credentials: [], callerGrants: [] };
      const silent =
        implementation || servesOthers(manifest, request, paths.ends, store.texts.text(file) ?? '');
      requests.push(judgeRequest(paths, resolver, silent));
    }
    if (options.preset === 'strict') servers.push(...judgeServers(facts, facts.serverGrants, report));
  });
  const findings = [...judge(requests, report, options), ...servers].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.start.offset - b.start.offset,
  );
  return {
    findings,
    requests: requests.filter((judged) => !judged.silent).map((judged) => siteOf(judged, findings, report)),
    skipped: store.skipped,
    filesSeen: project.files.length,
    filesParsed: store.parsed(),
  };
}

/** The request as the codemods see it, with the findings that speak of it. */
function siteOf(judged: JudgedRequest, findings: readonly Finding[], report: Reporter): RequestSite {
  const { request, facts } = judged;
  const where = report.locate(facts.file);
  const line = where(request.span.start).line;
  const speaksOf = (finding: Finding) =>
    (finding.file === facts.file && finding.start.offset === request.span.start) ||
    finding.related.some(
      (one) => one.note === 'the token request' && one.file === facts.file && one.line === line,
    );
  return {
    file: facts.file,
    start: where(request.span.start),
    end: where(request.span.end),
    client: request.client,
    kind: request.kind,
    grant: mainGrant(judged),
    provider: judged.provider?.name ?? null,
    actor: judged.actor,
    reused: request.reuse !== null,
    wire: request.wire,
    findings: findings.filter(speaksOf).map((finding) => finding.fingerprint),
  };
}
