import { analyzeProject, type Analysis, type Project, type RequestSite } from '@grant-migrate/analysis';

/** A project of texts in memory. */
export function memoryProject(texts: Readonly<Record<string, string>>): Project {
  return {
    root: '/project',
    files: Object.keys(texts).filter((file) => /\.([cm]?[jt]sx?|vue|svelte)$/.test(file)),
    read: (file) => texts[file] ?? { unreadable: 'not found' },
  };
}

/** The analysis as a user gets it. */
export function analyzeAsIs(project: Project): Analysis {
  return analyzeProject(project, { preset: 'recommended' });
}

/**
 * The analysis, with two things said that a fixture of a few lines does not show: that something calls the helper often, and
 * that a machine signs in.
 */
export function analyze(project: Project): Analysis {
  const analysis = analyzeAsIs(project);
  return { ...analysis, requests: analysis.requests.map((site) => completed(site, isPerson(project, site))) };
}

function isPerson(project: Project, site: RequestSite): boolean {
  const text = project.read(site.file);
  return typeof text === 'string' && text.startsWith('// interactive');
}

function completed(site: RequestSite, person: boolean): RequestSite {
  const reusable = site.grant === 'password' || site.grant === 'client_credentials';
  const spoken = site.findings.length > 0 || !reusable || site.reused || site.client === 'token-client';
  return {
    ...site,
    actor: site.actor === 'unknown' ? (person ? 'interactive-user' : 'machine') : site.actor,
    findings: spoken ? site.findings : [`${site.file}:${site.start.offset}`],
  };
}
