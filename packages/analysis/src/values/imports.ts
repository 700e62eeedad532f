/** Which variables stand for things of other modules: ESM imports, `require`, dynamic import. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { memberPath, propertyName, unwrap, type Node } from './bindings.js';

export interface Imported {
  module: string;
  /** Exported name, `default`, or `*`. */
  name: string;
  path: string[];
}

/** The module and name that a variable was imported from, or null. */
export function importOf(variable: Variable): Imported | null {
  const definition = variable.defs[0];
  if (!definition) return null;
  if (definition.type === 'ImportBinding')
    return esmImport(definition.node as Node, definition.parent as Node | null);
  if (definition.type !== 'Variable') return null;
  const declarator = definition.node as TSESTree.VariableDeclarator;
  if (!declarator.init) return null;
  const required = requireOf(declarator.init);
  if (!required) return null;
  if (declarator.id.type === 'Identifier') return required;
  if (declarator.id.type !== 'ObjectPattern') return null;
  for (const member of declarator.id.properties) {
    if (member.type !== 'Property') continue;
    const value = member.value.type === 'AssignmentPattern' ? member.value.left : member.value;
    if (value === definition.name) {
      const key = propertyName(member);
      if (key === null) return null;
      return required.name === '*'
        ? { module: required.module, name: key, path: [] }
        : { ...required, path: [...required.path, key] };
    }
  }
  return null;
}

function esmImport(specifier: Node, declaration: Node | null): Imported | null {
  if (specifier.type === 'TSImportEqualsDeclaration') {
    const reference = specifier.moduleReference;
    if (reference.type !== 'TSExternalModuleReference' || reference.expression.type !== 'Literal')
      return null;
    return { module: String(reference.expression.value), name: '*', path: [] };
  }
  if (declaration?.type !== 'ImportDeclaration') return null;
  const module = String(declaration.source.value);
  if (specifier.type === 'ImportDefaultSpecifier') return { module, name: 'default', path: [] };
  if (specifier.type === 'ImportNamespaceSpecifier') return { module, name: '*', path: [] };
  if (specifier.type !== 'ImportSpecifier') return null;
  return {
    module,
    name:
      specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value),
    path: [],
  };
}

/** `require('m')`, `require('m').a.b`, `await import('m')`, `_interopRequireDefault(require('m'))` as an import of `*`. */
export function requireOf(node: Node): Imported | null {
  const chain = memberPath(node);
  if (!chain) return null;
  const call = unwrap(chain.root);
  const module = requiredModule(call);
  if (module === null) return null;
  const [name = '*', ...path] = chain.path;
  return { module, name, path };
}

function requiredModule(node: Node): string | null {
  if (node.type === 'ImportExpression') {
    return node.source.type === 'Literal' && typeof node.source.value === 'string' ? node.source.value : null;
  }
  if (node.type !== 'CallExpression') return null;
  const [first] = node.arguments;
  if (!first) return null;
  if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
    return first.type === 'Literal' && typeof first.value === 'string' ? first.value : null;
  }
  if (
    node.callee.type === 'Identifier' &&
    /^(_?interopRequire|__importDefault|__importStar|_interop)/.test(node.callee.name)
  ) {
    return requiredModule(unwrap(first));
  }
  if (
    node.callee.type === 'MemberExpression' &&
    /^(__importDefault|__importStar)$/.test(propertyName(node.callee) ?? '')
  ) {
    return requiredModule(unwrap(first));
  }
  return null;
}
