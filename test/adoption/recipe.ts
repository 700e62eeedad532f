// The recipes as they stand in docs/recipes: what a test runs is what a reader copies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './place.js';

/** The fenced blocks of a page that name a file, as [file, text]; a page may have several for one file. */
export function blocksOf(page: string): [file: string, text: string][] {
  const text = readFileSync(join(root, 'docs/recipes', page), 'utf8');
  return [...text.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)].map(([, file, block]) => [file!, block!]);
}
