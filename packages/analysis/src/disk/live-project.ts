/**
 * The analysis for a host that meets one file after another: analysed once, answered for each file, looked at again when
 * something changed on disk. The host may hold a text that is not on disk (an editor, a fixing linter, a virtual file).
 */
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { analyzeProject } from '../analyze.js';
import { catalogTriggers } from '../catalog/triggers.js';
import type { Span } from '../facts.js';
import type { Analysis, Finding } from '../findings.js';
import type { AnalyzeOptions, Project } from '../project.js';
import type { SourceTree } from '../source/tree.js';
import { createDiskProject, type DiskProject } from './disk-project.js';
import { createFreshness } from './freshness.js';
import { spansByLayout } from './layout.js';
import { foreignTree } from './open-tree.js';
import { findRoot, isWithin, realPath, type Root } from './root.js';
import { unlistedAround } from './unlisted.js';

/** The file that the host has before it. */
export interface OpenFile {
  /** Absolute, or a made-up name such as `<input>`. */
  path: string;
  /** With its byte order mark. */
  text: string;
  /** The host's own tree, asked for only when the text is not the one on disk. */
  tree(): Pick<SourceTree, 'program' | 'scopes'> | undefined;
}

/** A finding of the open file, with its place in the host's text. */
export interface PlacedFinding {
  finding: Finding;
  span: Span;
}

export interface LiveProject {
  findingsOf(open: OpenFile, preset: Preset): readonly PlacedFinding[];
}

type Preset = AnalyzeOptions['preset'];

const projects = new Map<string, LiveProject>();
const roots = new Map<string, Root>();

/** The project around `cwd`, or, for a file outside of it, the project around the file. One a root and process. */
export function liveProject(path: string, cwd: string): LiveProject {
  const around = rootOf(realPath(cwd));
  const folder = realPath(dirname(resolve(cwd, path)));
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
  const triggers = catalogTriggers();
  const listed = createMemo();
  const overlaid = createMemo();
  /** Analyses that also take in files which git ignores but the host looks at, by the first of them that it met. */
  let wider = new Map<string, { files: string[]; memo: Memo }>();
  let widerVersion = -1;

  function analysisOnDisk(file: string, preset: Preset): Analysis {
    if (disk.lists(file)) return listed(`${freshness.version()}`, preset, () => disk);
    if (widerVersion !== freshness.version()) wider = new Map();
    widerVersion = freshness.version();
    let known = wider.get(file) ?? [...wider.values()].find(({ files }) => files.includes(file));
    if (!known) wider.set(file, (known = { files: unlistedAround(root, disk, file), memo: createMemo() }));
    const { files, memo } = known;
    return memo('', preset, () => withFiles(disk, files));
  }

  return {
    findingsOf(open, preset) {
      const path = join(realPath(dirname(resolve(root.directory, open.path))), basename(open.path));
      const file = relative(root.directory, path).split(sep).join('/');
      const differs = () => disk.read(file) !== open.text;
      freshness.before(file, differs);
      const clean =
        !triggers(open.text) && listed(`${freshness.version()}`, preset, () => disk).requests.length === 0;
      const onDisk = disk.read(file);
      if (clean) return [];
      if (onDisk === open.text) return placed(analysisOnDisk(file, preset), file);
      const spanOf = typeof onDisk === 'string' ? spansByLayout(onDisk, open.text) : null;
      if (spanOf) return placed(analysisOnDisk(file, preset), file, spanOf);
      const key = `${freshness.version()}\0${file}\0${open.text}`;
      return placed(
        overlaid(key, preset, () => withOpenFile(disk, file, open)),
        file,
      );
    },
  };
}

type Memo = (key: string, preset: Preset, project: () => Project) => Analysis;

/** Keeps the analyses of the last key. */
function createMemo(): Memo {
  let last = '';
  const analyses = new Map<Preset, Analysis>();
  return (key, preset, project) => {
    if (key !== last) analyses.clear();
    last = key;
    let analysis = analyses.get(preset);
    if (!analysis) analyses.set(preset, (analysis = analyzeProject(project(), { preset })));
    return analysis;
  };
}

function placed({ findings }: Analysis, file: string, spanOf = (span: Span) => span): PlacedFinding[] {
  return findings
    .filter((finding) => finding.file === file)
    .map((finding) => ({ finding, span: spanOf({ start: finding.start.offset, end: finding.end.offset }) }));
}

function withFiles(disk: DiskProject, more: readonly string[]): Project {
  return {
    root: disk.root,
    files: [...new Set([...disk.files, ...more])].sort(),
    read: (file) => disk.read(file),
  };
}

function withOpenFile(disk: DiskProject, file: string, open: OpenFile): Project {
  const tree = foreignTree(file, open);
  return {
    ...withFiles(disk, [file]),
    read: (other) => (other === file ? open.text : disk.read(other)),
    ...(tree && { tree: (other) => (other === file ? tree : undefined) }),
  };
}
