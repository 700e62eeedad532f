/** The TypeScript that a folder of the project would use, whatever its version. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import type { AskCompiler } from './ask.js';
import { asksClassic } from './typescript-5-6.js';
import { asksNative, type NativeModule } from './typescript-7.js';

/** How to ask the compiler that is installed for `folder`, or why it cannot be asked. */
export function compilerOf(folder: string): AskCompiler | string {
  const load = createRequire(join(folder, 'package.json'));
  let why = 'no TypeScript is installed here';
  for (const name of ['typescript', '@typescript/native-preview']) {
    let version: string;
    try {
      const compiler = load(name) as typeof ts;
      if (typeof compiler.createProgram === 'function') return asksClassic(compiler);
      ({ version } = compiler);
    } catch {
      continue;
    }
    try {
      // Version 7 is a program of its own; its interface for others may still change, and then it is not asked.
      return asksNative(load(`${name}/unstable/sync`) as NativeModule);
    } catch {
      why = `TypeScript ${version} has no interface that could be asked`;
    }
  }
  return why;
}
