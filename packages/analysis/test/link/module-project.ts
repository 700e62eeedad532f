import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { createModuleResolver } from '../../src/link/modules.js';
import type { ModuleResolver } from '../../src/link/modules.js';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

type Content = string | object;

/** A project on disk. Sources are those files that a host would list; `unlisted` ones are ignored by git or not sources. */
export function project(
  contents: Record<string, Content>,
  unlisted: string[] = [],
): ModuleResolver & { root: string } {
  const root = mkdtempSync(join(tmpdir(), 'modules-'));
  made.push(root);
  for (const [file, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const files = Object.keys(contents).filter(
    (file) => /\.([cm]?[jt]sx?|vue|svelte|astro)$/.test(file) && !unlisted.includes(file),
  );
  const read = (file: string) => {
    try {
      return readFileSync(join(root, file), 'utf8');
    } catch {
      return '';
    }
  };
  return { root, ...createModuleResolver({ root, files, read }) };
}

/** Empty source files. */
export const sources = (...files: string[]) => Object.fromEntries(files.map((file) => [file, '']));
