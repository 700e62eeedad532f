import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Formatter } from './formatter.js';
import { importFrom, nearestFolder } from './own-module.js';

/** What is used of ESLint, 8.57 and later (https://eslint.org/docs/latest/integrate/nodejs-api). */
interface EslintModule {
  loadESLint?: (options: { cwd: string }) => Promise<EslintClass>;
  ESLint: EslintClass;
}
type EslintClass = new (options: object) => {
  lintText(
    text: string,
    options: { filePath: string; warnIgnored: boolean },
  ): Promise<{ output?: string; messages: { fatal?: boolean; message: string; line?: number }[] }[]>;
};

/** The project's ESLint with its configuration: the fixes of rules about layout alone, since others change what code does. */
export function eslintOf(root: string): Formatter {
  return async (file, text) => {
    const module = await importFrom<EslintModule>(root, file, 'eslint');
    const cwd = nearestFolder(root, file, hasFlatConfig) ?? root;
    const Linter = (await module.loadESLint?.({ cwd })) ?? module.ESLint;
    const linter = new Linter({ cwd, fix: true, fixTypes: ['layout'] });
    const [result] = await linter.lintText(text, { filePath: join(root, file), warnIgnored: false });
    const fatal = result?.messages.find((message) => message.fatal);
    if (fatal) throw new Error(`line ${fatal.line}: ${fatal.message}`);
    return result?.output ?? text;
  };
}

function hasFlatConfig(folder: string): boolean {
  return ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].some((ending) =>
    existsSync(join(folder, `eslint.config.${ending}`)),
  );
}
