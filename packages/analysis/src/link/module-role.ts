/** What the top of a file is to those who run it. */
import type { CallbackRole, FileFacts } from '../facts.js';

/** The top of a component file runs at each mount; Astro's at each request. */
export function moduleRole(facts: FileFacts): CallbackRole | null {
  const span = facts.functions[0]!.span;
  if (/\.astro$/.test(facts.file)) return { kind: 'http', by: 'page', span };
  if (/\.(vue|svelte)$/.test(facts.file)) return { kind: 'mount', by: 'component', span };
  return null;
}
