/** Components that are written as options: what stands under `methods` belongs to the component, as `this` does. */
import type { TSESTree } from '@typescript-eslint/types';
import { propertyName, textOf, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { addClass } from './object-classes.js';

/** https://vuejs.org/api/options-state and https://pinia.vuejs.org/core-concepts/#option-stores */
const ROOMS = /^(methods|computed|watch|actions|getters)$/;
const MAKERS = /^(Vue|defineComponent|createApp|defineStore|(\w+\.)?component|Vue\.(extend|createApp))$/;

/** Makes one class of each component and the objects that its functions stand in; before objects are read on their own. */
export function readComponents(context: FileContext): void {
  for (const node of context.nodes.objects) {
    if (context.classNodes.has(node)) continue;
    const rooms = roomsOf(node);
    if (rooms.length === 0 || !isComponent(context, node)) continue;
    addClass(context, node, 'component');
    for (const room of rooms) context.classNodes.set(room, context.classNodes.get(node)!);
  }
}

function roomsOf(node: TSESTree.ObjectExpression): Node[] {
  return node.properties.flatMap((member) => {
    if (member.type !== 'Property' || !ROOMS.test(propertyName(member) ?? '')) return [];
    const value = unwrap(member.value as Node);
    return value.type === 'ObjectExpression' ? [value] : [];
  });
}

function isComponent(context: FileContext, node: Node): boolean {
  const parent = node.parent;
  if (parent?.type === 'ExportDefaultDeclaration') return /\.vue$/.test(context.tree.file);
  return (
    (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') &&
    (parent.arguments as Node[]).includes(node) &&
    MAKERS.test(textOf(context.tree, parent.callee))
  );
}
