/** The things that a name can stand for, where a condition decides: `secure ? new Signed() : new Plain()`. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { Ref } from '../facts.js';
import { isFunction, memberPath, unwrap, type Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { extend, refOf } from './refs.js';

/** `let builder = none; switch (key) { case 'a': builder = mailA; … } return builder`: each that it is given. */
export function valuesOf(context: FileContext, node: Node): Node[] {
  if (node.type === 'ConditionalExpression')
    return [...valuesOf(context, unwrap(node.consequent)), ...valuesOf(context, unwrap(node.alternate))];
  if (node.type === 'LogicalExpression')
    return [...valuesOf(context, unwrap(node.left)), ...valuesOf(context, unwrap(node.right))];
  if (
    !isFunction(node) &&
    !/^(ObjectExpression|NewExpression|Identifier|MemberExpression|CallExpression)$/.test(node.type)
  )
    return [];
  if (node.type !== 'Identifier') return [node];
  const variable = context.bindings.variableOf(node);
  const given = (variable ? context.bindings.referencesOf(variable) : []).flatMap((reference) => {
    const { parent } = reference;
    return parent?.type === 'AssignmentExpression' && parent.left === reference ? [unwrap(parent.right)] : [];
  });
  const init = variable ? conditionalInit(variable) : null;
  return [...(init ? valuesOf(context, init) : [node]), ...given];
}

/** `cond ? new A() : new B()` of `const client = …`. */
function conditionalInit(variable: Variable): Node | null {
  const declared = variable.defs[0]?.node as Node | undefined;
  const init =
    declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' && declared.init
      ? unwrap(declared.init)
      : null;
  return init?.type === 'ConditionalExpression' ? init : null;
}

/** What an expression names besides what `refOf` tells, which answers the first alone. */
export function otherRefs(context: FileContext, given: Node): Ref[] {
  const chain = memberPath(given);
  const root = chain ? unwrap(chain.root) : unwrap(given);
  const path = chain?.path ?? [];
  const variable = root.type === 'Identifier' ? context.bindings.variableOf(root) : undefined;
  if (root.type !== 'ConditionalExpression' && (!variable || !mayDiffer(variable))) return [];
  const told = JSON.stringify(refOf(context, given));
  const refs = new Map<string, Ref>();
  for (const value of valuesOf(context, root)) {
    const base = value === root ? null : refOf(context, value);
    const ref = base && extend(base, path);
    if (ref && /^(function|import|instance)$/.test(ref.kind)) refs.set(JSON.stringify(ref), ref);
  }
  return [...refs].flatMap(([key, ref]) => (key === told ? [] : [ref]));
}

function mayDiffer(variable: Variable): boolean {
  const definition = variable.defs[0];
  const declared = definition?.node as Node | undefined;
  if (definition?.type !== 'Variable' || declared?.type !== 'VariableDeclarator') return false;
  return conditionalInit(variable) !== null || variable.references.filter((one) => one.isWrite()).length > 1;
}
