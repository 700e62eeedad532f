/** TypeScript up to version 6: a program in this process, whose host reads the planned texts. */
import { dirname } from 'node:path';
import type ts from 'typescript';
import type { AskCompiler, PlannedTexts } from './ask.js';

export function asksClassic(compiler: typeof ts): AskCompiler {
  return (config, files, texts) => {
    const { config: json, error } = compiler.readConfigFile(config, compiler.sys.readFile) as {
      config?: unknown;
      error?: ts.Diagnostic;
    };
    if (error !== undefined) return null;
    const parsed = compiler.parseJsonConfigFileContent(json, compiler.sys, dirname(config));
    const options = { ...parsed.options, noEmit: true, composite: false, incremental: false };
    // Declaration files of the project (globals) belong to it also when nothing imports them.
    const globals = parsed.fileNames.filter((name) => name.endsWith('.d.ts'));
    const program = compiler.createProgram([...files, ...globals], options, hostOf(compiler, options, texts));
    return new Map(
      files.map((file) => {
        const source = program.getSourceFile(file);
        const errors = source === undefined ? [] : program.getSemanticDiagnostics(source);
        return [
          file,
          errors.map(({ code, messageText }) => {
            return { code, text: compiler.flattenDiagnosticMessageText(messageText, ' ') };
          }),
        ];
      }),
    );
  };
}

function hostOf(compiler: typeof ts, options: ts.CompilerOptions, texts: PlannedTexts): ts.CompilerHost {
  const host = compiler.createCompilerHost(options, true);
  const { readFile, fileExists, directoryExists, getSourceFile } = host;
  // Files that the plan creates are on no disk yet, and are imported by what it rewrites.
  const folders = new Set([...texts.keys()].map((name) => dirname(name)));
  const planned = (name: string): string | undefined => texts.get(name.replaceAll('\\', '/'));
  host.fileExists = (name) => planned(name) !== undefined || fileExists(name);
  host.directoryExists = (name) =>
    folders.has(name.replaceAll('\\', '/')) || (directoryExists?.(name) ?? true);
  host.readFile = (name) => planned(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = planned(name);
    return text === undefined
      ? getSourceFile(name, language, ...rest)
      : compiler.createSourceFile(name, text, language, true);
  };
  return host;
}
