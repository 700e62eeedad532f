import { realpathSync } from 'node:fs';
import type { Analysis, Project, Settings, SkippedFile } from '@grant-migrate/analysis';
import { extensions } from '@grant-migrate/analysis/disk';
import { readConfig, type Config } from '../config.js';
import { CannotRun, whyNot } from '../errors.js';
import { warn } from '../warn.js';
import { listFiles } from './listing.js';
import { scopeOf, testOf, type Scope } from './scope.js';
import { readTargets } from './targets.js';
import { openTexts, type Texts } from './texts.js';

/** The files of one run. The whole root is analysed, because paths cross files; `inScope` says what may be reported. */
export interface Workspace {
  /** Absolute path; every `file` is a posix path from it. */
  root: string;
  /** The project's own settings. */
  config: Config;
  /** Whether git lists the files. */
  git: boolean;
  project: Project;
  /** What the arguments stand for. */
  asked: Scope;
  inScope(file: string): boolean;
  /** Files in scope. */
  scope: string[];
  /** Files that could not be given to the analysis so far, and why; known only after it has run. */
  skipped(): SkippedFile[];
  /** Listed files that turned out not to be there: deleted and not yet committed, or links. */
  gone(): ReadonlySet<string>;
  /** Files that a commit made now would change; undefined when git does not say, or nobody asked for what is staged. */
  staged: Promise<string[] | undefined>;
  /** The analysis that an earlier run made, when it would be the same now. */
  recall(settings: Settings): Analysis | undefined;
  /** Keeps for later runs what this one found out; to be called once the analysis is done. */
  remember(analysis?: Analysis): void;
}

export interface WorkspaceOptions {
  /** Take files and texts from git's index, not from the work tree. */
  staged?: boolean;
  /** A change without source files is fine; a project without any is an error. */
  mayBeEmpty?: boolean;
  /** Use what earlier runs found out, and leave it for later ones. */
  cache?: boolean;
}

export async function openWorkspace(
  paths: string[],
  cwd: string,
  { staged = false, mayBeEmpty = false, cache = false }: WorkspaceOptions = {},
): Promise<Workspace> {
  const here = realpathSync(cwd);
  const targets = await readTargets(paths, here);
  const unreadable: SkippedFile[] = [];
  let begun: Texts | undefined;
  const listing = await listFiles(targets, here, staged, {
    onUnreadable: (file, error) => unreadable.push({ file, reason: 'unreadable', detail: whyNot(error) }),
    onTracked(found, tracked) {
      // Where nothing may have changed, nothing may have to be read.
      if (mayBeEmpty) return;
      begun = openTexts(found.directory, { cache, size: tracked.length });
      begun.begin(tracked);
    },
  });
  const { root, source } = listing;
  const { config, file: configFile } = await readConfig(root.directory);
  const files = await withoutIgnored(listing.files, config.ignore ?? [], configFile);
  const asked = scopeOf(targets, root.directory);
  const inScope = testOf(asked);
  const scope = files.filter(inScope);
  if (scope.length === 0 && !mayBeEmpty) throw noSourceFiles(paths, unreadable);
  const texts = (root.git && begun) || openTexts(root.directory, { source, cache, size: files.length });
  return {
    root: root.directory,
    config,
    git: root.git,
    project: texts.projectOf(files),
    asked,
    inScope,
    scope,
    skipped: () => [...unreadable, ...texts.skippedOf(files)],
    gone: () => texts.goneOf(files),
    staged: source?.staged ?? Promise.resolve(undefined),
    recall: (settings) => texts.recall(files, settings),
    remember: (analysis) => texts.remember(files, analysis),
  };
}

/** Leaves out what the settings ignore, and says of a pattern that it is useless when it matches nothing. */
async function withoutIgnored(files: string[], patterns: string[], configFile = ''): Promise<string[]> {
  if (patterns.length === 0) return files;
  const { default: ignore } = await import('ignore');
  const useless = patterns.filter((pattern) => {
    const rules = ignore().add(pattern.replace(/^!/, ''));
    return !pattern.startsWith('#') && !files.some((file) => rules.ignores(file));
  });
  if (useless.length > 0) warn(`${configFile}: "ignore" matches nothing with ${useless.join(', ')}.`);
  return ignore().add(patterns).filter(files);
}

function noSourceFiles(paths: string[], [failed]: SkippedFile[]): CannotRun {
  const where =
    paths.length === 0 || (paths.length === 1 && paths[0] === '.') ? 'here' : `in ${paths.join(', ')}`;
  if (failed !== undefined) return new CannotRun(`Cannot read ${failed.file}: ${failed.detail}.`);
  return new CannotRun(
    `No source files ${where}.`,
    `Looked for ${extensions}, except what git ignores and node_modules.`,
  );
}
