/**
 * Type errors by the project's own TypeScript, before and after a rewrite. Only the rewritten files are looked at, each with
 * the tsconfig.json that is nearest to it; the compiler reads what they import.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Project } from '@grant-migrate/analysis';
import type { AskCompiler, PlannedTexts, TypeErrorFound } from './ask.js';
import { compilerOf } from './compiler.js';

export interface TypeCheck {
  /** Codes of the type errors in each file that could be looked at, or null where there is no type checker to ask. */
  check(project: Project, files: readonly string[]): Map<string, number[]> | null;
  /** What was not looked at, and why; empty when all was. */
  gaps(): string[];
}

/** "Cannot find module": a package that the rewrite added is not installed yet, and that is no error of the rewrite. */
const unresolvedModule = new Set([2307, 7016]);

/** `added` are the packages that the plan adds. */
export function typeCheckOf(root: string, added: readonly string[]): TypeCheck {
  const gaps = new Set<string>();
  const compilers = new Map<string, AskCompiler | string>();
  const ask = (project: Project, config: string, files: string[]): Map<string, TypeErrorFound[]> | string => {
    const compiler = compilers.get(dirname(config)) ?? compilerOf(dirname(config));
    compilers.set(dirname(config), compiler);
    if (typeof compiler === 'string') return compiler;
    const names = files.map((file) => absolute(root, file));
    return compiler(config, names, plannedTexts(project, files)) ?? 'its tsconfig.json cannot be read';
  };
  return {
    gaps: () => [...gaps],
    check(project, files) {
      const typed = files.filter((file) => /\.[cm]?tsx?$/.test(file));
      if (files.some((file) => /\.(vue|svelte|astro)$/.test(file))) gaps.add('components are not looked at');
      else if (typed.length === 0) gaps.add('nothing that changes is TypeScript');
      const codes = new Map<string, number[]>();
      for (const [config, names] of groupByConfig(root, typed)) {
        const found = config === null ? 'no tsconfig.json is above it' : ask(project, config, names);
        if (typeof found === 'string')
          gaps.add(`${names[0]}${names.length > 1 ? ' and others' : ''}: ${found}`);
        else for (const name of names) codes.set(name, codesOf(found.get(absolute(root, name)) ?? [], added));
      }
      return codes.size > 0 ? codes : null;
    },
  };
}

function codesOf(errors: readonly TypeErrorFound[], added: readonly string[]): number[] {
  return errors.filter((error) => !isMissingAddition(error, added)).map(({ code }) => code);
}

/** The files by their nearest tsconfig.json within the root; null stands for none. */
function groupByConfig(root: string, files: readonly string[]): Map<string | null, string[]> {
  const groups = new Map<string | null, string[]>();
  for (const file of files) {
    const config = nearestConfig(root, dirname(file));
    groups.set(config, [...(groups.get(config) ?? []), file]);
  }
  return groups;
}

function nearestConfig(root: string, folder: string): string | null {
  const config = absolute(root, folder === '.' ? 'tsconfig.json' : `${folder}/tsconfig.json`);
  if (existsSync(config)) return config;
  return folder === '.' ? null : nearestConfig(root, dirname(folder));
}

/** The texts of the files, and of those that are on no disk yet. */
function plannedTexts(project: Project, files: readonly string[]): PlannedTexts {
  const created = project.files.filter((file) => !existsSync(join(project.root, file)));
  const texts = new Map<string, string>();
  for (const file of [...files, ...created]) {
    const text = project.read(file);
    if (typeof text === 'string') texts.set(absolute(project.root, file), text);
  }
  return texts;
}

function isMissingAddition({ code, text }: TypeErrorFound, added: readonly string[]): boolean {
  return unresolvedModule.has(code) && added.some((name) => text.includes(`'${name}`));
}

function absolute(root: string, file: string): string {
  return join(root, file).replaceAll('\\', '/');
}
