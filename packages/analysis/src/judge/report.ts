/** From what a rule decided to a finding with places a person can open. */
import { createHash } from 'node:crypto';
import type { FileFacts, Span } from '../facts.js';
import type { Finding, Migration, PathStep, RuleId } from '../findings.js';
import type { PathEnd, Step } from '../link/path-ends.js';
import type { FactsStore } from '../link/facts-store.js';
import { locator, type Locate } from '../source/positions.js';
import { mainGrant, type JudgedRequest } from './judged.js';

export interface Reporter {
  finding(
    ruleId: RuleId,
    severity: Finding['severity'],
    message: string,
    at: { file: string; span: Span },
    judged: JudgedRequest,
    ends?: PathEnd[],
  ): Finding;
  locate(file: string): Locate;
  fingerprint(ruleId: RuleId, file: string, span: Span): string;
}

export function createReporter(store: FactsStore): Reporter {
  const locators = new Map<string, Locate>();
  const locate = (file: string): Locate => {
    let known = locators.get(file);
    if (!known) locators.set(file, (known = locator(store.texts.text(file) ?? '')));
    return known;
  };
  const lineOf = (file: string, offset: number) => locate(file)(offset).line;

  function stepOf(step: Step, facts: FileFacts | null): PathStep {
    return {
      file: step.file,
      line: lineOf(step.file, step.span.start),
      function: facts?.functions[step.fn]?.name ?? '',
    };
  }

  /** From the loop or entry point down to the request. */
  function pathOf(end: PathEnd): PathStep[] {
    const out: PathStep[] = [];
    const first = end.steps[0];
    if (first && end.loop)
      out.push({
        file: first.file,
        line: lineOf(end.site?.file ?? first.file, end.loop.span.start),
        function: end.loop.text,
      });
    else if (first && end.role && end.kind !== 'top')
      out.push({ file: first.file, line: lineOf(first.file, end.role.span.start), function: end.role.by });
    for (const step of end.steps) out.push(stepOf(step, store.factsOf(step.file)));
    return out.filter(
      (step, index) =>
        index === 0 ||
        step.file !== out[index - 1]!.file ||
        step.line !== out[index - 1]!.line ||
        step.function !== out[index - 1]!.function,
    );
  }

  function fingerprint(ruleId: RuleId, file: string, span: Span): string {
    const code = (store.texts.text(file) ?? '').slice(span.start, span.end).replace(/\s+/g, ' ').trim();
    return createHash('sha256').update([ruleId, file, code].join('\0')).digest('hex').slice(0, 16);
  }

  return {
    locate,
    fingerprint,
    finding(ruleId, severity, message, at, judged, ends = []) {
      const where = locate(at.file);
      const { request, facts } = judged;
      const related = request.grantSpans.map((span) => ({
        file: facts.file,
        line: lineOf(facts.file, span.start),
        note: 'the grant is written here',
      }));
      if (request.broken)
        related.push({
          file: facts.file,
          line: lineOf(facts.file, request.broken.span.start),
          note: 'built for each call: what it caches is lost',
        });
      if (at.file !== facts.file || at.span.start !== request.span.start)
        related.push({
          file: facts.file,
          line: lineOf(facts.file, request.span.start),
          note: 'the token request',
        });
      return {
        ruleId,
        severity,
        message,
        fingerprint: fingerprint(ruleId, at.file, at.span),
        file: at.file,
        start: where(at.span.start),
        end: where(at.span.end),
        grant: mainGrant(judged),
        client: request.client,
        provider: judged.provider?.name ?? null,
        actor: judged.actor,
        paths: uniquePaths(ends.map(pathOf)),
        related,
        migrations: migrationsOf(judged),
      };
    },
  };
}

function uniquePaths(paths: PathStep[][]): PathStep[][] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const key = JSON.stringify(path);
    return !seen.has(key) && seen.add(key);
  });
}

/** What the codemods offer for a request; they themselves may still refuse a site and say why. */
function migrationsOf(judged: JudgedRequest): Migration[] {
  const { request, actor, grants } = judged;
  const out: Migration[] = [];
  const migrated = request.client === 'token-client';
  const readable = migrated || (request.wire !== null && request.wire.opaque.length === 0);
  if (actor !== 'interactive-user' && !migrated) {
    out.push({
      to: 'cached-client',
      support: readable ? 'automatic' : 'manual',
      reason: readable ? 'the request can be read in full' : 'a part of the request is not written here',
    });
  }
  if (grants.includes('password')) {
    if (actor === 'interactive-user')
      out.push({ to: 'pkce', support: 'scaffold', reason: 'a person signs in' });
    else
      out.push({
        to: 'client-credentials',
        support: readable && actor === 'machine' ? 'automatic' : 'manual',
        reason: actor === 'machine' ? 'a machine signs in' : 'who signs in is not known',
      });
  }
  return out;
}
