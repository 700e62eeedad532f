/** Type errors by the project's own TypeScript, over texts in memory. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Project } from '@grant-migrate/analysis';
import type { ts as bundled } from 'ts-morph';

type TypeScript = typeof bundled;

/** Number of diagnostics by file; null when the project has no TypeScript that can be asked. */
export type TypeCheck = (project: Project, files: readonly string[]) => Map<string, number> | null;

/**
 * Counts the errors of `files` under their nearest tsconfig.json. Null when no `typescript` is installed, when it has no
 * programming interface (version 7), or when no tsconfig takes in one of the files.
 */
export const projectTypes: TypeCheck = (project, files) => {
  const typescript = loadTypeScript(project.root);
  if (!typescript) return null;
  const counts = new Map<string, number>();
  for (const [config, members] of byConfig(project.root, files)) {
    for (const [file, count] of countErrors(typescript, project, config, members)) counts.set(file, count);
  }
  return counts.size > 0 ? counts : null;
};

function loadTypeScript(root: string): TypeScript | null {
  try {
    const module = createRequire(join(root, 'package.json'))('typescript') as Partial<TypeScript>;
    return typeof module.createProgram === 'function' ? (module as TypeScript) : null;
  } catch {
    return null;
  }
}

/** Files by the tsconfig.json of the nearest folder; those that have none are left out. */
function byConfig(root: string, files: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    for (let folder = dirname(file); ; folder = dirname(folder)) {
      const config = join(root, folder, 'tsconfig.json');
      if (existsSync(config)) {
        groups.set(config, [...(groups.get(config) ?? []), file]);
        break;
      }
      if (folder === '.' || folder === '/') break;
    }
  }
  return groups;
}

function countErrors(
  ts: TypeScript,
  project: Project,
  config: string,
  files: readonly string[],
): Map<string, number> {
  const { config: json } = ts.readConfigFile(config, (path) => ts.sys.readFile(path));
  const parsed = ts.parseJsonConfigFileContent(json ?? {}, ts.sys, dirname(config));
  const options = { ...parsed.options, noEmit: true, composite: false, incremental: false };
  const host = ts.createCompilerHost(options, true);
  const paths = new Map(files.map((file) => [join(project.root, file), file]));
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.readFile = (path) => textOf(project, paths.get(path)) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, onError, create) => {
    const text = textOf(project, paths.get(path));
    return text === undefined
      ? getSourceFile(path, languageVersion, onError, create)
      : ts.createSourceFile(path, text, languageVersion, true);
  };
  // The files alone and what they import: a whole project is the business of its own build.
  const declarations = parsed.fileNames.filter((path) => path.endsWith('.d.ts'));
  const program = ts.createProgram([...paths.keys(), ...declarations], options, host);
  const counts = new Map<string, number>();
  for (const [path, file] of paths) {
    const source = program.getSourceFile(path);
    if (!source) continue;
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    counts.set(
      file,
      diagnostics.filter(
        (diagnostic) => !isMissingTokenClient(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')),
      ).length,
    );
  }
  return counts;
}

function textOf(project: Project, file: string | undefined): string | undefined {
  const text = file === undefined ? undefined : project.read(file);
  return typeof text === 'string' ? text : undefined;
}

/** The package is installed after the rewrite; until then its types are `any`. */
function isMissingTokenClient(message: string): boolean {
  return message.includes("'@grant-migrate/token-client");
}
