/**
 * Type errors by the project's own TypeScript, before and after a rewrite. Only the rewritten files are looked at, each with
 * the tsconfig.json that is nearest to it; the compiler reads what they import.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Project } from '@grant-migrate/analysis';
import type ts from 'typescript';

/** Number of type errors in each file, or null where there is no type checker to ask. */
export type TypeCheck = (project: Project, files: readonly string[]) => Map<string, number> | null;

/** "Cannot find module": a package that the rewrite added is not installed yet, and that is no error of the rewrite. */
const unresolvedModule = new Set([2307, 7016]);

/** `added` are the packages that the plan adds. */
export function typeCheckOf(root: string, added: readonly string[]): TypeCheck {
  return (project, files) => {
    const typed = files.filter((file) => /\.[cm]?tsx?$/.test(file));
    if (typed.length === 0) return null;
    const compiler = ownCompiler(root, typed[0]!);
    if (compiler === undefined) return null;
    const groups = groupByConfig(compiler, project, typed);
    if (groups === undefined) return null;
    const counts = new Map<string, number>();
    for (const [config, names] of groups)
      for (const [file, count] of countErrors(compiler, project, config, names, added))
        counts.set(file, count);
    return counts;
  };
}

/** The TypeScript that the file's package would use. Version 7 has no such interface; then there is none. */
function ownCompiler(root: string, file: string): typeof ts | undefined {
  try {
    const compiler = createRequire(join(root, file))('typescript') as typeof ts;
    return typeof compiler.createProgram === 'function' ? compiler : undefined;
  } catch {
    return undefined;
  }
}

/** The files by their nearest tsconfig.json; undefined when one has none, or it cannot be read. */
function groupByConfig(
  compiler: typeof ts,
  project: Project,
  files: string[],
): Map<string, string[]> | undefined {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const config = compiler.findConfigFile(dirname(join(project.root, file)), compiler.sys.fileExists);
    if (config === undefined || !config.startsWith(project.root)) return undefined;
    if (compiler.readConfigFile(config, compiler.sys.readFile).error !== undefined) return undefined;
    groups.set(config, [...(groups.get(config) ?? []), file]);
  }
  return groups;
}

function countErrors(
  compiler: typeof ts,
  project: Project,
  config: string,
  files: string[],
  added: readonly string[],
): [string, number][] {
  const { config: json } = compiler.readConfigFile(config, compiler.sys.readFile) as { config: unknown };
  const parsed = compiler.parseJsonConfigFileContent(json, compiler.sys, dirname(config));
  const options = { ...parsed.options, noEmit: true, composite: false, incremental: false };
  const host = compiler.createCompilerHost(options, true);
  const planned = new Map(files.map((file) => [posix(join(project.root, file)), file]));
  // Files that the plan creates are on no disk yet, and are imported by what it rewrites.
  const { readFile, fileExists, directoryExists } = host;
  const created = project.files.filter((file) => !fileExists(join(project.root, file)));
  const texts = new Map([
    ...planned,
    ...created.map((file): [string, string] => [posix(join(project.root, file)), file]),
  ]);
  const folders = new Set(created.map((file) => posix(dirname(join(project.root, file)))));
  host.fileExists = (name) => texts.has(posix(name)) || fileExists(name);
  host.directoryExists = (name) => folders.has(posix(name)) || (directoryExists?.(name) ?? true);
  host.readFile = (name) => {
    const file = texts.get(posix(name));
    const text = file === undefined ? undefined : project.read(file);
    return typeof text === 'string' ? text : readFile(name);
  };
  const { getSourceFile } = host;
  host.getSourceFile = (name, language, ...rest) => {
    const file = texts.get(posix(name));
    const text = file === undefined ? undefined : project.read(file);
    return typeof text === 'string'
      ? compiler.createSourceFile(name, text, language, true)
      : getSourceFile(name, language, ...rest);
  };
  // Declaration files of the project (globals) belong to it also when nothing imports them.
  const globals = parsed.fileNames.filter((name) => name.endsWith('.d.ts'));
  const program = compiler.createProgram([...planned.keys(), ...globals], options, host);
  return [...planned].map(([name, file]) => {
    const source = program.getSourceFile(name);
    const errors = source === undefined ? [] : program.getSemanticDiagnostics(source);
    return [file, errors.filter((error) => !isMissingAddition(compiler, error, added)).length];
  });
}

function isMissingAddition(compiler: typeof ts, error: ts.Diagnostic, added: readonly string[]): boolean {
  if (!unresolvedModule.has(error.code)) return false;
  const text = compiler.flattenDiagnosticMessageText(error.messageText, ' ');
  return added.some((name) => text.includes(`'${name}`));
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}
