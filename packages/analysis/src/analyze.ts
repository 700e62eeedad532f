/** The whole way for one project: which files can matter, their facts, the paths to them, the findings. */
import type { FileFacts, TokenRequest } from './facts.js';
import type { Analysis } from './findings.js';
import { createCallerFinder } from './link/callers.js';
import { readConventions } from './link/conventions.js';
import { createFactsStore } from './link/facts-store.js';
import { createModuleResolver } from './link/modules.js';
import { endsOfApplication } from './link/outside.js';
import { findPaths } from './link/paths.js';
import { contains } from './link/path-ends.js';
import { createRefResolver } from './link/resolve.js';
import { sentElsewhere } from './link/sent-elsewhere.js';
import { judge, judgeServers } from './judge/index.js';
import { needsPaths } from './judge/reusable.js';
import { judgeRequest } from './judge/judged.js';
import { createReporter } from './judge/report.js';
import { createManifestFinder, implementsGrant, servesOthers } from './judge/silence.js';
import { siteOf } from './judge/site.js';
import { conclude, type AnalysisPart, type FilePart } from './parts.js';
import type { AnalyzeOptions, Project } from './project.js';

/** Analyses a project. Reads files only through `project`; never throws on their content. */
export function analyzeProject(project: Project, options: AnalyzeOptions): Analysis {
  return conclude([analyzePart(project, options)]);
}

/**
 * One of several parts of an analysis (`index` counts from 0), for machines that share the work: each looks into all files,
 * because a caller can stand anywhere, and follows its share of the requests. `conclude` makes one analysis of the parts.
 */
export function analyzePart(
  project: Project,
  options: AnalyzeOptions,
  { index, of }: { index: number; of: number } = { index: 0, of: 1 },
): AnalysisPart {
  const store = createFactsStore(project);
  const all = store.seeds((done) => {
    if (done % 500 === 0) options.onProgress?.(done, project.files.length, 'reading');
  });
  const modules = createModuleResolver(project);
  const resolver = createRefResolver(store, modules);
  const callers = createCallerFinder(store, resolver, readConventions(options));
  const manifestOf = createManifestFinder(project);
  const report = createReporter(store);
  const files: FilePart[] = [];
  // Neighbours in the list are neighbours in a folder and often of one size: dealt out like cards, the shares are even.
  const seeds = all.map((file, place) => ({ file, place })).filter(({ place }) => place % of === index);
  seeds.forEach(({ file, place }, done) => {
    options.onProgress?.(done, seeds.length, 'parsing');
    const facts = store.factsOf(file);
    if (!facts) return;
    const judgedIn = (at: FileFacts, request: TokenRequest) => {
      const manifest = manifestOf(at.file);
      const paths = needsPaths(request)
        ? findPaths(callers, at, request)
        : { request, facts: at, ends: [], credentials: [], callerGrants: [] };
      if (manifest?.application) paths.ends = endsOfApplication(paths.ends, store);
      const silent =
        implementsGrant(manifest) ||
        servesOthers(manifest, request, paths.ends, store.texts.text(at.file) ?? '');
      const judged = judgeRequest(paths, resolver, silent);
      return { findings: judge(judged, report, options), site: silent ? null : siteOf(judged, report) };
    };
    const sent = sentElsewhere(store, resolver, facts);
    // A payload that is seen to be sent is reported where it is sent.
    const own = facts.requests.filter(
      ({ sink, span }) =>
        sink === 'strong' || !sent.some(({ payload }) => contains(payload.request.span, span)),
    );
    const requests = [
      ...own.map((request) => judgedIn(facts, request)),
      ...sent.map(({ facts: at, request }) => judgedIn(at, request)),
    ];
    const servers = options.preset === 'strict' ? judgeServers(facts, facts.serverGrants, report) : [];
    if (requests.length > 0 || servers.length > 0) files.push({ file, place, requests, servers });
  });
  return { files, skipped: store.skipped, filesSeen: project.files.length, parsed: store.parsed() };
}
