import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));

/** Errors that each rewritten text has and the original had not, as strict TypeScript sees them with the clients' own declarations. */
export function newTypeErrors(pairs: readonly { file: string; before: string; after: string }[]): string[] {
  const typed = pairs.filter(({ file }) => /\.[cm]?tsx?$/.test(file));
  // One program for both: what they import is read once.
  const errors = typeErrors(
    new Map(
      typed.flatMap(({ file, before, after }) => [
        [`before/${file}`, before],
        [`after/${file}`, after],
      ]),
    ),
  );
  return typed.flatMap(({ file }) => {
    const known = errors.get(`before/${file}`)!;
    return errors
      .get(`after/${file}`)!
      .filter((error) => !known.includes(error))
      .map((error) => `${file}: ${error}`);
  });
}

/** Texts that lie nowhere, beside this file. */
function typeErrors(texts: ReadonlyMap<string, string>): Map<string, string[]> {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  const planned = new Map([...texts].map(([file, text]) => [join(here, file), text]));
  const folders = new Set([...planned.keys()].flatMap((name) => [dirname(name), dirname(dirname(name))]));
  const { directoryExists } = host;
  host.directoryExists = (name) => folders.has(name) || directoryExists!(name);
  host.fileExists = (name) => planned.has(name) || fileExists(name);
  host.readFile = (name) => planned.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = planned.get(name);
    return text === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, text, language, true);
  };
  const program = ts.createProgram([...planned.keys()], options, host);
  return new Map(
    [...texts.keys()].map((file) => [
      file,
      program
        .getSemanticDiagnostics(program.getSourceFile(join(here, file)))
        .map(({ code, messageText }) => `TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
    ]),
  );
}
