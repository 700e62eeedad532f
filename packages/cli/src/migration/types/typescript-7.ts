/**
 * TypeScript 7: the compiler is a program of its own, and answers over a pipe (`typescript/unstable/sync`). It reads the planned
 * texts from here, so that nothing is written for it.
 */
import { basename, dirname } from 'node:path';
import type { AskCompiler } from './ask.js';

/** What is used of the interface, as version 7.0 has it. */
export interface NativeModule {
  API: new (options: { cwd: string; fs: Record<string, (name: string) => unknown> }) => {
    parseConfigFile(file: string): { fileNames: string[] };
    updateSnapshot(parameters: { openProjects: string[] }): {
      getProject(config: string): { program: NativeProgram } | undefined;
    };
    close(): void;
  };
}

interface NativeProgram {
  getSemanticDiagnostics(file: string): readonly { code: number; text: string }[];
  getConfigFileParsingDiagnostics(): readonly unknown[];
}

export function asksNative({ API }: NativeModule): AskCompiler {
  if (typeof API !== 'function') throw new TypeError('no API');
  return (config, files, texts) => {
    const folder = dirname(config);
    // A configuration that is nowhere: the project's own, for the planned files alone.
    const own = `${folder}/tsconfig.grant-migrate.json`;
    const all = new Map(texts);
    const api = new API({
      cwd: folder,
      fs: {
        readFile: (name) => all.get(name),
        fileExists: (name) => (all.has(name) ? true : undefined),
      },
    });
    try {
      const globals = api.parseConfigFile(config).fileNames.filter((name) => name.endsWith('.d.ts'));
      const settings = {
        extends: `./${basename(config)}`,
        compilerOptions: { noEmit: true, composite: false, incremental: false },
        files: [...files, ...globals],
        include: [],
        references: [],
      };
      all.set(own, JSON.stringify(settings));
      const program = api.updateSnapshot({ openProjects: [own] }).getProject(own)?.program;
      if (program === undefined || program.getConfigFileParsingDiagnostics().length > 0) return null;
      return new Map(files.map((file) => [file, [...program.getSemanticDiagnostics(file)]]));
    } finally {
      api.close();
    }
  };
}
