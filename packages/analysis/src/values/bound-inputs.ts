/** Variables of a component's script that its template binds to what a person types. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { SourceTree } from '../source/tree.js';

/** https://svelte.dev/docs/svelte/bind and https://vuejs.org/guide/essentials/forms: `bind:value={name}`, `v-model="name"`. */
const BINDING = /\bbind:value=\{\s*(\w+)|\bv-model[\w.:]*\s*=\s*["'](\w+)/g;

const known = new WeakMap<SourceTree, Set<string>>();

export function isBoundToInput(tree: SourceTree, variable: Variable): boolean {
  if (!/\.(svelte|vue)$/.test(tree.file)) return false;
  let names = known.get(tree);
  if (!names) {
    names = new Set([...tree.text.matchAll(BINDING)].map(([, bound, modelled]) => (bound ?? modelled)!));
    known.set(tree, names);
  }
  return names.has(variable.name);
}
