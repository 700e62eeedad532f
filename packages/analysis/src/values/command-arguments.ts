/** What is typed on the command line: `process.argv`, and what the libraries that parse it hand out. */
import type { Variable } from '@typescript-eslint/scope-manager';
import { mentions } from '../source/mentions.js';
import { walk } from '../source/walk.js';
import type { SourceTree } from '../source/tree.js';
import { bindingsOf, isFunction, propertyName, unwrap, type Node } from './bindings.js';
import { importOf } from './imports.js';

const PARSERS = new Set([
  '@commander-js/extra-typings',
  'arg',
  'cac',
  'command-line-args',
  'commander',
  'getopts',
  'meow',
  'minimist',
  'mri',
  'sade',
  'yargs',
  'yargs-parser',
  'yargs/helpers',
  'yargs/yargs',
]);
/** Calls that give back what they are given, in another form; others (`readFileSync(path)`) answer with a thing of their own. */
const SAME_VALUE = /^(String|from|hideBin|slice|trim|concat|encodeURIComponent|escape|btoa|parse\w*)$/;

/** `process.argv`, `Bun.argv`, `Deno.args`. */
export function isArgumentList(root: string, member: string | undefined): boolean {
  return (
    ((root === 'process' || root === 'Bun') && member === 'argv') || (root === 'Deno' && member === 'args')
  );
}

/** A name of a library that parses the command line; of node:util it is `parseArgs` alone. */
export function isParserOfArguments(variable: Variable): boolean {
  const imported = importOf(variable);
  if (!imported) return false;
  if (PARSERS.has(imported.module)) return true;
  return /^(node:)?util$/.test(imported.module) && [imported.name, ...imported.path].includes('parseArgs');
}

/** The call, or the chain of calls, begins with a library that parses the command line. */
export function parsesArguments(tree: SourceTree, callee: Node): boolean {
  let root = callee;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  const variable = root.type === 'Identifier' ? bindingsOf(tree).variableOf(root) : undefined;
  return variable !== undefined && isParserOfArguments(variable);
}

/** True when a call hands on the arguments of the command line that it is given. */
export function handsArgumentsOn(tree: SourceTree, callee: Node, name: string | null): boolean {
  return (name !== null && SAME_VALUE.test(name)) || parsesArguments(tree, callee);
}

/** Options by which an account is given. */
const OF_AN_ACCOUNT = /user|login|account|e-?mail|pass|pwd|secret/i;

/**
 * What serves where an account is not typed: `.option('--user <user>', 'who', process.env.SYNC_USER)`, and yargs'
 * `.option('user', { default: process.env.SYNC_USER })`.
 */
export function accountDefaults(tree: SourceTree): Node[] {
  const known = defaults.get(tree);
  if (known) return known;
  const found: Node[] = [];
  walk(tree.program, {
    enter(node) {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
      const [name, ...others] = node.arguments;
      if (!/^(option|requiredOption|default)$/.test(propertyName(node.callee) ?? '')) return;
      if (name?.type !== 'Literal' || !OF_AN_ACCOUNT.test(String(name.value))) return;
      found.push(...others);
    },
  });
  defaults.set(tree, found);
  return found;
}
const defaults = new WeakMap<SourceTree, Node[]>();

const REGISTERS = /^(action|command)$/;
const IMPORTS_PARSER = /['"](@commander-js\/extra-typings|cac|commander|sade|yargs|yargs\/yargs)['"]/;

/** Commander's `.action((options) => …)`, yargs' `.command('sync', '…', builder, (argv) => …)`, by a name, too. */
export function takesArguments(tree: SourceTree, fn: Node): boolean {
  if (!isFunction(fn) || !mentions(tree, IMPORTS_PARSER)) return false;
  const isRegistered = (node: Node): boolean => {
    const call = node.parent;
    return (
      call?.type === 'CallExpression' &&
      call.callee !== node &&
      call.callee.type === 'MemberExpression' &&
      REGISTERS.test(propertyName(call.callee) ?? '')
    );
  };
  if (isRegistered(fn)) return true;
  const name =
    fn.type === 'FunctionDeclaration'
      ? fn.id
      : fn.parent.type === 'VariableDeclarator' && fn.parent.id.type === 'Identifier'
        ? fn.parent.id
        : null;
  const variable = name ? bindingsOf(tree).variableOf(name) : undefined;
  return variable !== undefined && bindingsOf(tree).referencesOf(variable).some(isRegistered);
}
