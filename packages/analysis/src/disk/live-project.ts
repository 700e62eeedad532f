/**
 * The analysis for a host that meets one file after another: analysed once, answered for each file, looked at again when
 * something changed on disk. The host may hold a text that is not on disk (an editor, a fixing linter, a virtual file).
 */
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { catalogTriggers } from '../catalog/triggers.js';
import type { Span } from '../facts.js';
import type { Analysis, Finding } from '../findings.js';
import type { Project, Settings } from '../project.js';
import { createMemo, type Memo } from './analysis-memo.js';
import { createDiskProject, type DiskProject } from './disk-project.js';
import { createFreshness } from './freshness.js';
import { spansByLayout } from './layout.js';
import { foreignTree, type OpenFile } from './open-tree.js';
import { findRoot, isWithin, realFolder, type Root } from './root.js';
import { holdsNoRequests, isSourceFile } from './source-files.js';
import { unlistedAround } from './unlisted.js';

/** A finding of the open file, with its place in the host's text. */
export interface PlacedFinding {
  finding: Finding;
  span: Span;
}

/** What a migration of the open file is planned from: offsets are those of the host's text. */
export interface PlanBasis {
  /** The open file, from the project's root. */
  file: string;
  project: Project;
  analysis: Analysis;
}

export interface LiveProject {
  findingsOf(open: OpenFile, settings: Settings): readonly PlacedFinding[];
  /** Asked for a file that has findings; null for a file in a language that only the host can read. */
  planBasis(open: OpenFile, settings: Settings): PlanBasis | null;
}

const projects = new Map<string, LiveProject>();
const roots = new Map<string, Root>();

/** The project around `cwd`, or, for a file outside of it, the project around the file. One a root and process. */
export function liveProject(path: string, cwd: string): LiveProject {
  const around = rootOf(realFolder(cwd));
  const folder = realFolder(dirname(resolve(cwd, path)));
  const root = isWithin(folder, around.directory) ? around : rootOf(folder);
  let project = projects.get(root.directory);
  if (!project) projects.set(root.directory, (project = createLiveProject(root)));
  return project;
}

function rootOf(directory: string): Root {
  let root = roots.get(directory);
  if (!root) roots.set(directory, (root = findRoot(directory)));
  return root;
}

function createLiveProject(root: Root): LiveProject {
  const disk = createDiskProject(root);
  const freshness = createFreshness(disk);
  const triggers = catalogTriggers().test;
  const listed = createMemo();
  const overlaid = createMemo();
  /** Analyses that also take in files which git ignores but the host looks at, by the first of them that it met. */
  let wider = new Map<string, { files: string[]; memo: Memo }>();
  let widerVersion = -1;

  function ofListed(settings: Settings): Analysis {
    return listed(
      `${freshness.version()}`,
      settings,
      () => disk,
      () => disk.remember(),
    );
  }

  function analysisOnDisk(file: string, settings: Settings): Analysis {
    if (disk.lists(file)) return ofListed(settings);
    if (widerVersion !== freshness.version()) wider = new Map();
    widerVersion = freshness.version();
    let known = wider.get(file) ?? [...wider.values()].find(({ files }) => files.includes(file));
    if (!known) wider.set(file, (known = { files: unlistedAround(root, disk, file), memo: createMemo() }));
    const { files, memo } = known;
    return memo('', settings, () => withFiles(disk, files));
  }

  /** Of the project with a text that is not on disk. */
  function analysisOfText(file: string, text: string, settings: Settings, project: () => Project): Analysis {
    return overlaid(`${freshness.version()}\0${file}\0${text}`, settings, project);
  }

  function answer(open: OpenFile, file: string, settings: Settings): readonly PlacedFinding[] {
    if (!triggers(open.text) && ofListed(settings).requests.length === 0) return [];
    const onDisk = disk.read(file);
    // Of a file in another language only the host knows where its scripts are.
    if (onDisk === open.text && isSourceFile(file)) return placed(analysisOnDisk(file, settings), file);
    const spanOf =
      typeof onDisk === 'string' && onDisk !== open.text ? spansByLayout(onDisk, open.text) : null;
    if (spanOf) return placed(analysisOnDisk(file, settings), file, spanOf);
    // What a linter fixes changes the form of code, not what it calls: a file without findings has none afterwards.
    const fixed = freshness.inPass(file, open.text) && typeof onDisk === 'string' && !triggers(open.text);
    if (fixed && placed(analysisOnDisk(file, settings), file).length === 0) return [];
    return placed(
      analysisOfText(file, open.text, settings, () => withOpenFile(disk, file, open)),
      file,
    );
  }

  function fileOf({ path: given }: OpenFile): string {
    const path = join(realFolder(dirname(resolve(root.directory, given))), basename(given));
    return relative(root.directory, path).split(sep).join('/');
  }

  return {
    planBasis(open, settings) {
      const file = fileOf(open);
      if (!isSourceFile(file)) return null;
      if (disk.read(file) === open.text)
        return { file, project: disk, analysis: analysisOnDisk(file, settings) };
      const project = withOpenFile(disk, file, open);
      return { file, project, analysis: analysisOfText(file, open.text, settings, () => project) };
    },
    findingsOf(open, settings) {
      const file = fileOf(open);
      if (holdsNoRequests(file)) return [];
      freshness.before(file, open.text, () => disk.read(file) !== open.text);
      const found = answer(open, file, settings);
      freshness.after(file, open.text);
      return found;
    },
  };
}

function placed({ findings }: Analysis, file: string, spanOf = (span: Span) => span): PlacedFinding[] {
  return findings
    .filter((finding) => finding.file === file)
    .map((finding) => ({ finding, span: spanOf({ start: finding.start.offset, end: finding.end.offset }) }));
}

function withFiles(disk: DiskProject, more: readonly string[]): Project {
  const files = [...new Set([...disk.files, ...more])].sort();
  return {
    root: disk.root,
    files,
    read: (file) => disk.read(file),
    search: disk.searchOver(files),
    ...(disk.stored && { stored: disk.stored }),
  };
}

function withOpenFile(disk: DiskProject, file: string, open: OpenFile): Project {
  const tree = foreignTree(file, open);
  // The search knows the file as it is on disk.
  const { search: _, ...project } = withFiles(disk, [file]);
  return {
    ...project,
    read: (other) => (other === file ? open.text : disk.read(other)),
    ...(tree && { tree: (other) => (other === file ? tree : undefined) }),
  };
}
