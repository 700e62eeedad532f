/**
 * One affected file as TypeScript sees it. A project of its own each: files never see each other's names, and nothing
 * that is not affected is ever loaded. Walks run over the compiler's own nodes, wrapped ones are many times slower.
 */
import { Project, ts } from 'ts-morph';
import { scriptText } from './script-text.js';

export interface ParsedFile {
  /** Posix path from the project's root. */
  file: string;
  text: string;
  tree: ts.SourceFile;
  checker: ts.TypeChecker;
}

/** Parses a file; offsets of nodes are offsets into `text`. */
export function parseFile(file: string, text: string): ParsedFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      allowJs: true,
      noLib: true,
      noResolve: true,
      jsx: ts.JsxEmit.Preserve,
      moduleDetection: ts.ModuleDetectionKind.Force,
      target: ts.ScriptTarget.Latest,
    },
  });
  // A byte order mark would be cut off, and every offset with it.
  const source = project.createSourceFile(
    `/${virtualName(file)}`,
    scriptText(file, text).replace('\ufeff', ' '),
    {
      scriptKind: scriptKind(file),
    },
  );
  let checker: ts.TypeChecker | undefined;
  return {
    file,
    text,
    tree: source.compilerNode,
    // Most files are only walked: the checker takes as long as the parser.
    get checker() {
      return (checker ??= project.getTypeChecker().compilerObject);
    },
  };
}

/** Syntax errors of a file's text, by TypeScript's parser; JavaScript's own grammar checks included. */
export function syntaxErrors(file: string, text: string): string[] {
  const tree = ts.createSourceFile(
    virtualName(file),
    scriptText(file, text),
    ts.ScriptTarget.Latest,
    false,
    scriptKind(file),
  );
  const { parseDiagnostics = [] } = tree as { parseDiagnostics?: ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

/** Script blocks of other languages are read as TypeScript, of which JavaScript is a part. */
function virtualName(file: string): string {
  return /\.(vue|svelte|astro)$/i.test(file) ? `${file}.ts` : file;
}

function scriptKind(file: string): ts.ScriptKind {
  if (/\.(vue|svelte|astro|[cm]?ts)$/i.test(file)) return ts.ScriptKind.TS;
  if (/\.tsx$/i.test(file)) return ts.ScriptKind.TSX;
  // Most of the world's JSX stands in `.js`.
  return ts.ScriptKind.JSX;
}
