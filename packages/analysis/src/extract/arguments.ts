/** What the arguments of a call are: what they depend on, member by member, and the texts that are written down. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Root } from '../facts.js';
import { isFunction, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { rootsOf } from '../values/roots.js';
import type { FileContext } from './context.js';

export function literalOf(context: FileContext, argument: TSESTree.CallExpressionArgument): string | null {
  if (argument.type !== 'Literal' && argument.type !== 'Identifier' && argument.type !== 'MemberExpression')
    return null;
  const value = context.values.evaluate(argument);
  return value.kind === 'text' ? value.text : null;
}

/** `const tenant = tenants[name]`: which of them it is changes with the key. */
function isLookedUp(context: FileContext, name: TSESTree.Identifier): boolean {
  const definition = context.bindings.variableOf(name)?.defs[0];
  const init = definition?.type === 'Variable' ? definition.node.init : null;
  const value = init ? unwrap(init) : null;
  return value?.type === 'MemberExpression' && value.computed && value.property.type !== 'Literal';
}

/** What each member of an object argument depends on, where the object is written down in full. */
export function memberRoots(
  context: FileContext,
  argument: TSESTree.CallExpressionArgument,
): Record<string, Root[]> | null {
  if (argument.type !== 'ObjectExpression' && argument.type !== 'Identifier') return null;
  if (argument.type === 'Identifier' && isLookedUp(context, argument)) return null;
  const value = context.values.evaluate(argument);
  if (value.kind !== 'entries' || value.form !== 'object' || value.open.length > 0) return null;
  // Keys are the program's: `constructor` is one like any other.
  const out = Object.create(null) as Record<string, Root[]>;
  for (const { key, node } of value.entries)
    out[key] = [
      ...(out[key] ?? []),
      ...(node ? rootsOf(context.roots, node) : [{ kind: 'literal' } as const]),
    ];
  return out;
}

/** What a local object was made with: its methods ask for what it was given. */
export function receiverRoots(context: FileContext, call: TSESTree.CallExpression): Root[] {
  const chain = memberPath(call.callee);
  if (chain?.root.type !== 'Identifier' || chain.path.length === 0) return [];
  const definition = context.bindings.variableOf(chain.root)?.defs[0];
  if (definition?.type !== 'Variable' || context.functionAround(definition.node) === 0) return [];
  return rootsOf(context.roots, chain.root).filter(({ kind }) => kind === 'param' || kind === 'loop');
}

/** `const client = new Client(process.env.ID)`: what the object keeps in its fields is the same whatever it is asked. */
export function isMadeOfSettings(context: FileContext, call: TSESTree.CallExpression): boolean {
  const chain = memberPath(call.callee);
  const variable = chain?.root.type === 'Identifier' ? context.bindings.variableOf(chain.root) : undefined;
  const declared = variable?.defs[0]?.node as Node | undefined;
  const init = declared?.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : null;
  return (
    init?.type === 'NewExpression' &&
    init.arguments.length > 0 &&
    rootsOf(context.roots, init).every(({ kind }) => /^(env|config|literal|field)$/.test(kind))
  );
}

export function argumentRoots(
  context: FileContext,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): Root[][] {
  // fn.call(this, a, b) shifts by one
  const callee = unwrap(call.callee);
  const shift = callee.type === 'MemberExpression' && propertyName(callee) === 'call' ? 1 : 0;
  return call.arguments.slice(shift).map((argument) => {
    if (argument.type === 'SpreadElement') return rootsOf(context.roots, argument.argument);
    return isFunction(argument) ? [] : rootsOf(context.roots, argument);
  });
}
