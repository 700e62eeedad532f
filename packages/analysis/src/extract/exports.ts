/** What a file exports, in ESM and in every form of CommonJS. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Constant, ExportedPayload, ExportFact, ImportFact } from '../facts.js';
import { calledName, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { constantOf } from '../values/constants.js';
import { importOf, requireOf } from '../values/imports.js';
import { otherRefs } from './alternatives.js';
import type { FileContext } from './context.js';
import { payloadsOfExport } from './payload-exports.js';
import { refOf } from './refs.js';
import { madeByWrapper } from './wrappers.js';

export interface Exports {
  exports: ExportFact[];
  reexports: string[];
  constants: Record<string, Constant>;
  payloads: ExportedPayload[];
}

export function readExports(context: FileContext): Exports {
  const out: Exports = { exports: [], reexports: [], constants: {}, payloads: [] };
  for (const statement of context.tree.program.body) esm(context, statement, out);
  for (const node of context.nodes.assignments) commonJs(context, node, out);
  for (const node of context.calls) star(node, out);
  return out;
}

function add(context: FileContext, name: string, node: Node, out: Exports): void {
  const ref = refOf(context, node);
  if (ref && ref.kind !== 'global') out.exports.push({ name, ref });
  for (const other of otherRefs(context, node)) out.exports.push({ name, ref: other });
  const made = ref?.kind === 'function' ? madeByWrapper(context, node) : null;
  if (made) out.exports.push({ name, ref: made });
  if (!ref || ref.kind !== 'import') out.payloads.push(...payloadsOfExport(context, name, node));
  const constant = constantOf(context.values, context.values.evaluate(node));
  if (constant && !(constant.kind === 'object' && Object.keys(constant.members).length === 0))
    out.constants[name] = constant;
}

function esm(context: FileContext, statement: Node, out: Exports): void {
  if (statement.type === 'ExportAllDeclaration') {
    const module = String(statement.source.value);
    if (statement.exported)
      out.exports.push({
        name: nameOf(statement.exported),
        ref: { kind: 'import', module, name: '*', path: [] },
      });
    else out.reexports.push(module);
  } else if (statement.type === 'ExportDefaultDeclaration') {
    const declaration = statement.declaration as Node;
    add(
      context,
      'default',
      declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
        ? declaration
        : declaration,
      out,
    );
  } else if (statement.type === 'TSExportAssignment') add(context, '=', statement.expression, out);
  else if (statement.type === 'ExportNamedDeclaration') named(context, statement, out);
}

const nameOf = (node: Node) =>
  node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';

function named(context: FileContext, statement: TSESTree.ExportNamedDeclaration, out: Exports): void {
  const declaration = statement.declaration as Node | null;
  for (const specifier of statement.specifiers) {
    const name = nameOf(specifier.exported as Node);
    const local = nameOf(specifier.local as Node);
    if (statement.source)
      out.exports.push({
        name,
        ref: { kind: 'import', module: String(statement.source.value), name: local, path: [] },
      });
    else add(context, name, specifier.local as Node, out);
  }
  if (!declaration) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const one of declaration.declarations) {
      if (one.id.type === 'Identifier') add(context, one.id.name, one.id, out);
      else if (one.id.type === 'ObjectPattern') {
        for (const member of one.id.properties) {
          if (member.type === 'Property' && member.value.type === 'Identifier')
            add(context, member.value.name, member.value, out);
        }
      }
    }
  } else if ('id' in declaration && declaration.id && (declaration.id as Node).type === 'Identifier') {
    const id = declaration.id as TSESTree.Identifier;
    add(
      context,
      id.name,
      declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
        ? declaration
        : id,
      out,
    );
  }
}

/** `module.exports = …`, `exports.a = …`, `module.exports.a = …`, `export = …`. */
function commonJs(context: FileContext, node: TSESTree.AssignmentExpression, out: Exports): void {
  const chain = memberPath(node.left);
  if (chain?.root.type !== 'Identifier') return;
  const { name } = chain.root;
  if (context.bindings.variableOf(chain.root)) return;
  const path =
    name === 'module' && chain.path[0] === 'exports'
      ? chain.path.slice(1)
      : name === 'exports'
        ? chain.path
        : null;
  if (!path) return;
  if (path.length === 1) add(context, path[0]!, node.right, out);
  else if (path.length === 0) whole(context, node.right, out);
}

function whole(context: FileContext, given: Node, out: Exports): void {
  const node = unwrap(given);
  add(context, '=', node, out);
  if (node.type === 'AssignmentExpression') return whole(context, node.right, out);
  if (node.type !== 'ObjectExpression') return;
  for (const member of node.properties) {
    if (member.type === 'SpreadElement') {
      const required = requiredFrom(context, member.argument);
      if (required) out.reexports.push(required);
      continue;
    }
    const name = propertyName(member);
    if (name) add(context, name, member.value as Node, out);
  }
}

function requiredFrom(context: FileContext, node: Node): string | null {
  const at = unwrap(node);
  const required = requireOf(at);
  if (required) return required.module;
  const variable = at.type === 'Identifier' ? context.bindings.variableOf(at) : undefined;
  const imported = variable ? importOf(variable) : null;
  return imported?.name === '*' ? imported.module : null;
}

/** `export *` of CommonJS: `__exportStar(require('./x'), exports)`, `Object.assign(module.exports, require('./x'))`. */
function star(node: Node, out: Exports): void {
  if (node.type !== 'CallExpression') return;
  const callee = unwrap(node.callee);
  const name = calledName(callee);
  const [first, ...rest] = node.arguments;
  const assigns = name === 'assign' && first !== undefined && isExports(first);
  if (!assigns && name !== '__exportStar' && name !== '__export') return;
  for (const given of assigns ? rest : first ? [first] : []) {
    const required = given.type === 'SpreadElement' ? null : requireOf(given);
    if (required) out.reexports.push(required.module);
  }
}

function isExports(node: Node): boolean {
  const chain = memberPath(node);
  const root = chain?.root.type === 'Identifier' ? [chain.root.name, ...chain.path].join('.') : '';
  return root === 'exports' || root === 'module.exports';
}

/** Every name that is imported, for the text search of the link stage. */
export function readImports(context: FileContext): ImportFact[] {
  const out: ImportFact[] = [];
  for (const scope of context.tree.scopes.scopes) {
    for (const variable of scope.variables) {
      const imported = variable.defs.length > 0 ? importOf(variable) : null;
      if (imported)
        out.push({
          local: variable.name,
          module: imported.module,
          name: [imported.name, ...imported.path].join('.'),
        });
    }
  }
  return out;
}
