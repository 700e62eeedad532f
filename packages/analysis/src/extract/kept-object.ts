/** Objects that go to a place that outlives the function that makes them. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Use } from '../facts.js';
import type { Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { flowOf } from './flow.js';
import { homeFunction } from './guards.js';

/** `this.api = await new Api().connect()` keeps the object; `this.user = await api.getUser()` keeps an answer. */
export function keptObject(
  context: FileContext,
  node: TSESTree.NewExpression,
): Partial<Pick<Use, 'stored' | 'held'>> {
  if (isHandedOver(node)) return { stored: true, held: true };
  const { written } = flowOf(context, node, homeFunction(node), { itself: true });
  return written.length > 0 ? { held: true } : {};
}

/** `container.register(new Api())`: who is given the object may keep it. */
function isHandedOver(node: TSESTree.NewExpression): boolean {
  const { parent } = node;
  return parent.type === 'CallExpression' && (parent.arguments as Node[]).includes(node);
}
