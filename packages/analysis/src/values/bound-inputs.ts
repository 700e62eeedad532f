/** Variables of a component's script that its template binds to what a person types. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { SourceTree } from '../source/tree.js';

/** https://svelte.dev/docs/svelte/bind and https://vuejs.org/guide/essentials/forms: `bind:value={name}`, `v-model="name"`. */
export function isBoundToInput(tree: SourceTree, variable: Variable): boolean {
  if (!/\.(svelte|vue)$/.test(tree.file) || !/^\w+$/.test(variable.name)) return false;
  const { name } = variable;
  return new RegExp(`\\bbind:value=\\{\\s*${name}\\b|\\bv-model[\\w.:]*\\s*=\\s*["']${name}\\b`).test(
    tree.text,
  );
}
