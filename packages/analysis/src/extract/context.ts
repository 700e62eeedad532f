/** What the extract stage knows of one file while it reads it: functions and loops numbered, classes and names found. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassFact, FunctionId, LoopFact } from '../facts.js';
import type { SourceTree } from '../source/tree.js';
import { walk } from '../source/walk.js';
import {
  bindingsOf,
  enclosingFunction,
  isFunction,
  type Bindings,
  type FunctionNode,
  type Node,
} from '../values/bindings.js';
import type { EvaluateContext } from '../values/context.js';
import { createEvaluation } from '../values/evaluate.js';
import { numberLoop, type RootContext } from '../values/roots.js';
import { literalElements } from './tables.js';
import { loopFact, isLoop, loopsChanging, type LoopNode } from './loops.js';

export interface FileContext {
  tree: SourceTree;
  bindings: Bindings;
  /** Functions by number; index 0 is the module and holds no node. */
  functions: (FunctionNode | null)[];
  loops: LoopNode[];
  loopFacts: LoopFact[];
  /** Calls and constructions in source order. */
  calls: (TSESTree.CallExpression | TSESTree.NewExpression)[];
  /** Filled by `classes.ts`. */
  classes: ClassFact[];
  classNodes: Map<Node, number>;
  roots: RootContext;
  /** Tells what an expression can be. */
  values: EvaluateContext;
  functionId(node: Node): FunctionId;
  /** Number of the function that holds `node`; 0 for the module. */
  functionAround(node: Node): FunctionId;
  /** All nodes of a kind that later steps look at, collected in the one walk. */
  nodes: {
    objects: TSESTree.ObjectExpression[];
    assignments: TSESTree.AssignmentExpression[];
    classes: (TSESTree.ClassDeclaration | TSESTree.ClassExpression)[];
    templates: Node[];
    /** Array literals and maps of pairs. */
    lists: Node[];
  };
  /** Modules that the file imports or requires. */
  modules: Set<string>;
}

export function createContext(tree: SourceTree): FileContext {
  const functions: (FunctionNode | null)[] = [null];
  const ids = new Map<Node, FunctionId>();
  const loops: LoopNode[] = [];
  const calls: FileContext['calls'] = [];
  const nodes: FileContext['nodes'] = { objects: [], assignments: [], classes: [], templates: [], lists: [] };
  const modules = new Set<string>();
  walk(tree.program, {
    enter(node) {
      if (isFunction(node)) {
        ids.set(node, functions.length);
        functions.push(node);
      } else if (isLoop(node)) {
        numberLoop(node, loops.length);
        loops.push(node);
      } else if (node.type === 'CallExpression' || node.type === 'NewExpression') {
        calls.push(node);
        if (node.type === 'NewExpression' && literalElements(node).length > 0) nodes.lists.push(node);
      } else if (node.type === 'ArrayExpression') nodes.lists.push(node);
      else if (node.type === 'ObjectExpression') nodes.objects.push(node);
      else if (node.type === 'AssignmentExpression') nodes.assignments.push(node);
      else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') nodes.classes.push(node);
      else if (node.type === 'TemplateLiteral' || node.type === 'BinaryExpression')
        nodes.templates.push(node);
      else if (node.type === 'ImportDeclaration') modules.add(String(node.source.value));
      else if (node.type === 'ImportExpression' && node.source.type === 'Literal')
        modules.add(String(node.source.value));
    },
  });
  for (const call of calls) {
    const [first] = call.arguments;
    if (call.callee.type === 'Identifier' && call.callee.name === 'require' && first?.type === 'Literal')
      modules.add(String(first.value));
  }
  const functionId = (node: Node) => ids.get(node) ?? 0;
  const functionAround = (node: Node) => {
    const around = enclosingFunction(node);
    return around ? functionId(around) : 0;
  };
  const bindings = bindingsOf(tree);
  const changing = new Map<Variable, number[]>();
  const loopsOf = (variable: Variable) => {
    let known = changing.get(variable);
    if (!known) changing.set(variable, (known = loopsChanging(bindings, variable, loops)));
    return known;
  };
  return {
    tree,
    bindings,
    functions,
    loops,
    loopFacts: loops.map((loop) => loopFact(tree, loop, functionAround(loop))),
    calls,
    classes: [],
    classNodes: new Map(),
    roots: { tree, functionId, loopsOf },
    values: createEvaluation(tree),
    functionId,
    functionAround,
    nodes,
    modules,
  };
}

/** Whether the file imports a module or one of its subpaths. */
export function importsModule(context: FileContext, modules: readonly string[]): boolean {
  for (const name of context.modules) {
    if (modules.some((module) => name === module || name.startsWith(`${module}/`))) return true;
  }
  return false;
}
