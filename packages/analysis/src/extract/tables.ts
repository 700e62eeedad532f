/**
 * Tables of functions: objects, arrays and maps whose elements are functions or things with methods, and the names that
 * stand for one element after the other. An element that is not told is the path member `EACH`.
 */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { patternPath, within } from '../values/patterns.js';
import type { LoopNode } from './loops.js';

/** Path member for "any one of its elements". */
export const EACH = '[]';

/** Where the elements come from that a loop variable or a callback's parameter stands for. */
export interface ElementSource {
  /** The table. */
  table: Node;
  /** Members read from the element by a pattern: `for (const { run } of steps)`. */
  path: string[];
  /** The loop that goes over it. */
  loop: LoopNode | null;
  /** The call that hands it each element: `steps.forEach`. */
  host: TSESTree.CallExpression | null;
}

const ITERATORS = /^(forEach|map|flatMap|filter|some|every|find|reduce|reduceRight)$/;

/** The source of a variable that stands for an element of a table, or null. */
export function elementSource(variable: Variable): ElementSource | null {
  const definition = variable.defs[0];
  const name = definition?.name as Node | undefined;
  if (!definition || !name) return null;
  if (definition.type === 'Variable') {
    const declarator = definition.node as TSESTree.VariableDeclarator;
    const loop = declarator.parent.parent;
    if (loop?.type !== 'ForOfStatement' || loop.left !== declarator.parent) return null;
    return source(loop.right, declarator.id, name, loop, null);
  }
  if (definition.type !== 'Parameter' || !isFunction(definition.node as Node)) return null;
  const fn = definition.node as TSESTree.FunctionExpression;
  const host = fn.parent as Node;
  if (host.type !== 'CallExpression' || host.arguments[0] !== (fn as Node)) return null;
  const callee = unwrap(host.callee);
  if (callee.type !== 'MemberExpression') return null;
  const called = propertyName(callee) ?? '';
  const param = fn.params[called.startsWith('reduce') ? 1 : 0];
  if (!ITERATORS.test(called) || !param || !within(name, param)) return null;
  return source(callee.object, param, name, null, host);
}

/** Looks through `Object.values(table)`, `Object.entries(table)`, `table.values()` and `table.entries()` of a map. */
function source(
  given: Node,
  pattern: Node,
  name: Node,
  loop: LoopNode | null,
  host: TSESTree.CallExpression | null,
): ElementSource | null {
  const over = unwrap(given);
  const chain = over.type === 'CallExpression' ? memberPath(over.callee) : null;
  const reader =
    chain?.root.type === 'Identifier' && chain.root.name === 'Object' && chain.path.length === 1
      ? chain.path[0]
      : null;
  const [first] = over.type === 'CallExpression' ? over.arguments : [];
  const own = over.type === 'CallExpression' && over.arguments.length === 0 ? unwrap(over.callee) : null;
  const read = own?.type === 'MemberExpression' ? propertyName(own) : null;
  const map = own?.type === 'MemberExpression' && /^(values|entries)$/.test(read ?? '') ? own.object : null;
  const table = reader && first && first.type !== 'SpreadElement' ? first : (map ?? over);
  if (reader === 'entries' || read === 'entries') {
    // `[name, run]`: the second of the pair.
    const value = pattern.type === 'ArrayPattern' ? pattern.elements[1] : null;
    const path = value ? patternPath(value, name) : null;
    return path ? { table, path, loop, host } : null;
  }
  const path = patternPath(pattern, name);
  return path ? { table, path, loop, host } : null;
}

/** The elements of a literal table with the names they stand under: an array, or the pairs of a map. */
export function literalElements(node: Node): { name: string; value: Node }[] {
  if (node.type === 'ArrayExpression')
    return node.elements.flatMap((element, index) =>
      element && element.type !== 'SpreadElement' ? [{ name: String(index), value: unwrap(element) }] : [],
    );
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'Map')
    return [];
  const pairs = node.arguments[0];
  if (pairs?.type !== 'ArrayExpression') return [];
  return pairs.elements.flatMap((pair, index) => {
    const value = pair?.type === 'ArrayExpression' ? pair.elements[1] : null;
    return value && value.type !== 'SpreadElement' ? [{ name: String(index), value: unwrap(value) }] : [];
  });
}
