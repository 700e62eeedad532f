/** Fields of the class around a node, as far as initialisers and the constructor tell. */
import type { TSESTree } from '@typescript-eslint/types';
import { forEachChild } from '../source/walk.js';
import { memberPath, propertyName, type Node } from './bindings.js';

/** Name and value of each field, in source order; a field may be given several values. One that starts empty is given its value later. */
export function fieldsAround(node: Node): { name: string; value: Node; whole: Node }[] {
  let body: Node | undefined = node.parent;
  while (body && body.type !== 'ClassBody') body = body.parent;
  if (!body) return [];
  const out: { name: string; value: Node; whole: Node }[] = [];
  for (const member of body.body) {
    if (member.type === 'PropertyDefinition' && member.value) {
      const name = propertyName(member);
      if (name) out.push({ name, value: member.value, whole: member });
    } else if (member.type === 'MethodDefinition' && member.kind === 'constructor')
      collect(member.value as Node, out);
  }
  return out.filter(({ value }) => !isEmpty(value));
}

const isEmpty = (value: Node) => value.type === 'Literal' && (value.value === '' || value.value === null);

/** Calls that add to a field anywhere in its class: `this.params.append('scope', scope)`. */
export function additionsAround(node: Node, field: string): TSESTree.CallExpression[] {
  let body: Node | undefined = node.parent;
  while (body && body.type !== 'ClassBody') body = body.parent;
  const out: TSESTree.CallExpression[] = [];
  const go = (at: Node) => {
    if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
      const chain = memberPath(at.callee.object);
      if (chain?.root.type === 'ThisExpression' && chain.path.length === 1 && chain.path[0] === field)
        out.push(at);
    }
    forEachChild(at, go);
  };
  if (body) forEachChild(body, go);
  return out;
}

function collect(node: Node, out: { name: string; value: Node; whole: Node }[]): void {
  forEachChild(node, (child) => {
    if (child.type === 'AssignmentExpression') {
      const chain = memberPath(child.left);
      if (chain?.root.type === 'ThisExpression' && chain.path.length === 1)
        out.push({ name: chain.path[0]!, value: child.right, whole: child });
    }
    collect(child, out);
  });
}
