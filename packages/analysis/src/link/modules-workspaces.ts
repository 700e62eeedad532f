/** Which folders are packages of a monorepo, by what npm, Yarn, pnpm and Lerna are told. */
import type { Project } from '../project.js';
import { isJson, strings } from './modules-json.js';
import type { ReadJson } from './modules-json.js';

/** Of `folders`, those that a declaration at the root names; those that it excludes are left out. */
export function workspaceFolders(
  project: Pick<Project, 'read'>,
  readJson: ReadJson,
  folders: ReadonlySet<string>,
): string[] {
  const workspaces = readJson('package.json')?.workspaces;
  const patterns = [
    ...strings(isJson(workspaces) ? workspaces.packages : workspaces),
    ...strings(readJson('lerna.json')?.packages),
    ...pnpmPackages(project.read('pnpm-workspace.yaml')),
  ];
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(globExpression);
  const excluded = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => globExpression(pattern.slice(1)));
  return [...folders].filter(
    (folder) => wanted.some((glob) => glob.test(folder)) && !excluded.some((glob) => glob.test(folder)),
  );
}

/** The list under `packages:`, the only part of pnpm's file that matters here: not worth a YAML parser. */
function pnpmPackages(text: string | { unreadable: string }): string[] {
  if (typeof text !== 'string') return [];
  const list = /^packages:[^\S\n]*(?:#.*)?\r?\n((?:[^\S\n]*(?:-.*|#.*)?\r?\n?)*)/m.exec(text)?.[1] ?? '';
  return [...list.matchAll(/^\s*-\s*(?:"([^"]*)"|'([^']*)'|([^\s#]+))/gm)].map(
    ([, double, single, plain]) => double ?? single ?? plain!,
  );
}

/** Workspace globs know `*`, `**` and braces. */
function globExpression(glob: string): RegExp {
  const source = glob
    .replace(/^\.\//, '')
    .replace(/\/+$/, '')
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_all, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replace(/\/\*\*|\*\*\/?|\*/g, (star) =>
      star === '*' ? '[^/]+' : star.startsWith('/') ? '(?:/.+)?' : '(?:.+/)?',
    );
  return new RegExp(`^${source}$`);
}
