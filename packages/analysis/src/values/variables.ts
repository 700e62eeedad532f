/** What a variable can be: its initialiser, its assignments and what is written into it later. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { bindingsOf, unwrap, type Node } from './bindings.js';
import { pieces } from './concatenation.js';
import { enumConstant } from './constants.js';
import { MAX_DEPTH, type EvaluateContext } from './context.js';
import { importOf } from './imports.js';
import { patternValue } from './members.js';
import { mutationsOf } from './mutations.js';
import { mergeEntries } from './objects.js';
import { parameterValue } from './parameters.js';
import { choice, type Value } from './value.js';

/** What a name can be. */
export function identifierValue(context: EvaluateContext, node: TSESTree.Identifier): Value {
  const variable = bindingsOf(context.tree).variableOf(node);
  if (!variable) return { kind: 'unknown', node };
  return variableValue(context, variable, node);
}

/** Values of variables, where no argument is bound: objects that hold each other would be walked again and again. */
const memo = new WeakMap<Variable, Value | 'under way'>();

function variableValue(context: EvaluateContext, variable: Variable, node: Node): Value {
  if (context.bound.size > 0) return readVariable(context, variable, node);
  const known = memo.get(variable);
  if (known === 'under way') return { kind: 'unknown', node };
  if (known) return { ...known, node };
  memo.set(variable, 'under way');
  // From one depth, so that what is remembered does not depend on who asked first.
  const value = readVariable(
    context.depth > MAX_DEPTH / 2 ? context : { ...context, depth: 2 },
    variable,
    node,
  );
  if (context.depth > MAX_DEPTH / 2) memo.delete(variable);
  else memo.set(variable, value);
  return value;
}

/** A variable's value: its initialiser and assignments as a choice, later `x.key = …` and `x.append(…)` added. */
function readVariable(context: EvaluateContext, variable: Variable, node: Node): Value {
  const imported = importOf(variable);
  if (imported)
    return { kind: 'constant', constant: { kind: 'ref', ref: { kind: 'import', ...imported } }, node };
  const definition = variable.defs[0];
  if (!definition) return { kind: 'unknown', node };
  if (definition.type === 'Parameter') return parameterValue(context, variable, definition, node);
  if (definition.type === 'TSEnumName') {
    return {
      kind: 'constant',
      constant: enumConstant(context, definition.node as TSESTree.TSEnumDeclaration),
      node,
    };
  }
  if (definition.type !== 'Variable') return { kind: 'unknown', node };
  const declarator = definition.node as TSESTree.VariableDeclarator;
  const item = itemOf(context, declarator);
  if (item) return item;
  const values: Value[] = [];
  if (declarator.init) {
    values.push(
      declarator.id.type === 'Identifier'
        ? context.evaluate(declarator.init)
        : patternValue(context, declarator.id, variable, declarator.init),
    );
  }
  const { assigned, appended, filled, entries, open, builders } = mutationsOf(context, variable, declarator);
  for (const right of assigned) values.push(context.evaluate(right));
  const copied = copyOf(context, filled, node);
  const [start] = values;
  // What the text begins with may itself hold parameters: then it is text, whatever a loop adds to it.
  const holds = start?.kind !== 'text' || start.text.includes('=');
  if (appended.length > 0 && declarator.init && !(copied && !holds))
    return pieces(context, node, [declarator.init, ...appended]);
  // A `let` of a component may be bound to an input: its first value says nothing of what is sent.
  const declaration = declarator.parent;
  const bound =
    declaration.type === 'VariableDeclaration' &&
    declaration.kind !== 'const' &&
    /\.(svelte|vue|astro)$/.test(context.tree.file);
  if (bound && values.every((value) => value.kind === 'text')) return { kind: 'unknown', node };
  const base = mergeEntries(values);
  if (copied)
    return {
      ...copied,
      entries: [...(base?.kind === 'entries' ? base.entries : []), ...entries, ...copied.entries],
    };
  if (!base) {
    if (entries.length === 0) return choice(node, values);
    return {
      kind: 'entries',
      form: 'object',
      entries,
      open: [...values.map((value) => value.node), ...open],
      builders,
      node,
    };
  }
  if (base.kind !== 'entries') return base;
  return {
    ...base,
    entries: [...base.entries, ...entries],
    open: [...base.open, ...open],
    builders: [...builders, ...base.builders],
    node,
  };
}

/** `for (const key in details) body.push(key + '=' + details[key])`: the list is the object in another form. */
function copyOf(
  context: EvaluateContext,
  filled: readonly Node[],
  node: Node,
): (Value & { kind: 'entries' }) | null {
  for (const source of filled) {
    const value = context.evaluate(source);
    if (value.kind === 'entries') return { ...value, form: 'params', node };
  }
  return null;
}

/** `for (const strategy of strategies)`: each element of a list that is written down. */
function itemOf(context: EvaluateContext, declarator: TSESTree.VariableDeclarator): Value | null {
  const loop = declarator.parent?.parent;
  if (
    loop?.type !== 'ForOfStatement' ||
    loop.left !== declarator.parent ||
    declarator.id.type !== 'Identifier'
  )
    return null;
  let list: Node = unwrap(loop.right);
  if (list.type === 'Identifier') {
    const declared = bindingsOf(context.tree).variableOf(list)?.defs[0]?.node as Node | undefined;
    if (declared?.type === 'VariableDeclarator' && declared.init) list = unwrap(declared.init);
  }
  if (list.type !== 'ArrayExpression') return null;
  const elements = list.elements.filter((one) => one !== null && one.type !== 'SpreadElement') as Node[];
  return choice(
    declarator,
    elements.map((one) => context.evaluate(one)),
  );
}
