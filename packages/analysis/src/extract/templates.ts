/** Functions that the template of a component calls when a person does something. */
import { isFunction, type FunctionNode, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';

/** Vue: `@click="load"`, `v-on:submit.prevent="load()"`; Svelte: `on:click={load}`, `onclick={() => load()}`. */
const HANDLERS: Record<string, (name: string) => RegExp> = {
  vue: (name) => new RegExp(`(?:@|\\bv-on:)[\\w.:-]+\\s*=\\s*(?:"[^"]*|'[^']*)\\b${name}\\b`),
  svelte: (name) => new RegExp(`\\bon:?[a-z]+(?:\\|\\w+)*\\s*=\\s*\\{[^}]*\\b${name}\\b`),
};

/** The attribute by which the template hands an event to the function, or null. */
export function templateEvent(context: FileContext, fn: FunctionNode, name: string): string | null {
  const handler = HANDLERS[/\.(vue|svelte)$/.exec(context.tree.file)?.[1] ?? ''];
  if (!handler || !/^\w+$/.test(name) || !isReached(fn)) return null;
  const found = handler(name).exec(context.tree.text);
  return found ? found[0].split('=')[0]!.trim() : null;
}

/** A function of the script's top level, or one under `methods`. */
function isReached(fn: FunctionNode): boolean {
  const holder: Node | undefined = fn.parent;
  if (holder?.type === 'Property')
    return holder.parent.parent?.type === 'Property' || holder.parent.parent?.type === 'CallExpression';
  for (let at: Node | undefined = holder; at; at = at.parent) if (isFunction(at)) return false;
  return true;
}
