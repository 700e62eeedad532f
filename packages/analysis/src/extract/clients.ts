/** Which HTTP client or SDK object an expression is, by imports, globals, declared types and factories. */
import type { TSESTree } from '@typescript-eslint/types';
import { LIBRARIES } from '../catalog/index.js';
import { COMMON_OPTIONS, type HttpCall, type Library, type OptionKeys } from '../catalog/library.js';
import { calledName, memberPath, propertyName, unwrap, type Node } from '../values/bindings.js';
import { importOf, requireOf, type Imported } from '../values/imports.js';
import { classAround } from './class-refs.js';
import type { FileContext } from './context.js';

const byModule = new Map<string, Library>();
const byGlobal = new Map<string, Library>();
const byType = new Map<string, Library>();
const withCalls = LIBRARIES.filter((library) => library.calls);
for (const library of withCalls) {
  for (const name of library.modules ?? []) byModule.set(name, library);
  for (const name of library.globals ?? []) byGlobal.set(name, library);
  for (const name of library.types ?? []) byType.set(name, library);
}

export interface ClientCall {
  library: Library;
  call: HttpCall;
  options: OptionKeys;
}

function libraryOfModule(module: string): Library | undefined {
  return (
    byModule.get(module) ??
    (module.startsWith('npm:') ? byModule.get(module.slice(4).replace(/(.)@.*$/, '$1')) : undefined)
  );
}

/** The HTTP call that a call expression makes, if its callee is a client of the catalog. */
export function clientCallOf(context: FileContext, node: TSESTree.CallExpression): ClientCall | null {
  const callee = unwrap(node.callee);
  const direct = clientOf(context, callee);
  if (direct) return specOf(direct.library, direct.member ?? '');
  if (callee.type !== 'MemberExpression') return null;
  const name = propertyName(callee);
  const receiver = clientOf(context, callee.object);
  if (name === null || !receiver) return null;
  return specOf(receiver.library, name);
}

function specOf(library: Library, member: string): ClientCall | null {
  const call = library.calls?.find((one) => one.member === member);
  return call ? { library, call, options: { ...COMMON_OPTIONS, ...library.options } } : null;
}

interface Client {
  library: Library;
  /** A named import that is one of the client's calls (`import { post } from 'axios'`). */
  member: string | null;
}

const MAX_DEPTH = 6;

/** The client that an expression is, or null. */
function clientOf(context: FileContext, given: Node, depth = 0): Client | null {
  const node = unwrap(given);
  if (depth > MAX_DEPTH) return null;
  if (node.type === 'Identifier') return identifierClient(context, node, depth);
  if (node.type === 'MemberExpression') return memberClient(context, node, depth);
  if (node.type === 'CallExpression') return callClient(context, node, depth);
  if (node.type === 'NewExpression') {
    const name = node.callee.type === 'Identifier' ? node.callee.name : null;
    const library = name ? byType.get(name) : undefined;
    return library ? { library, member: null } : null;
  }
  if (node.type === 'LogicalExpression')
    return clientOf(context, node.left, depth + 1) ?? clientOf(context, node.right, depth + 1);
  // `const transport = url.protocol === 'https:' ? https : http`
  if (node.type === 'ConditionalExpression')
    return clientOf(context, node.consequent, depth + 1) ?? clientOf(context, node.alternate, depth + 1);
  return null;
}

function identifierClient(context: FileContext, node: TSESTree.Identifier, depth: number): Client | null {
  const variable = context.bindings.variableOf(node);
  if (!variable) {
    const library = byGlobal.get(node.name);
    return library ? { library, member: null } : null;
  }
  const imported = importOf(variable);
  if (imported) return importedClient(imported);
  const definition = variable.defs[0];
  const name = definition?.name as Node | undefined;
  if (name?.type === 'Identifier' && name.typeAnnotation) {
    const library = typeLibrary(name.typeAnnotation.typeAnnotation);
    if (library) return { library, member: null };
  }
  if (definition?.type === 'Parameter') {
    // AngularJS and test fixtures inject by name: function ($http) { … }, test(({ request }) => …)
    const library = /^(\$http|axios|\$axios|fetch|\$fetch|http[sS]ervice|httpClient|fetchFn|fetchImpl)$/.test(
      node.name,
    )
      ? (byGlobal.get(node.name) ??
        (/^httpService$/i.test(node.name)
          ? byType.get('HttpService')
          : /^httpClient$/.test(node.name)
            ? byType.get('HttpClient')
            : byGlobal.get('fetch')))
      : node.name === 'request' && libraryImported(context, 'playwright')
        ? LIBRARIES.find((one) => one.name === 'playwright')
        : undefined;
    return library ? { library, member: null } : null;
  }
  if (definition?.type !== 'Variable') return null;
  const declarator = definition.node as TSESTree.VariableDeclarator;
  if (declarator.init && declarator.id.type === 'Identifier')
    return clientOf(context, declarator.init, depth + 1);
  for (const reference of context.bindings.referencesOf(variable)) {
    const parent = reference.parent;
    if (parent?.type === 'AssignmentExpression' && parent.left === reference) {
      const client = clientOf(context, parent.right, depth + 1);
      if (client) return client;
    }
  }
  return null;
}

function libraryImported(context: FileContext, name: string): boolean {
  const library = LIBRARIES.find((one) => one.name === name);
  return (library?.modules ?? []).some((module) => context.modules.has(module));
}

function importedClient(imported: Imported): Client | null {
  const library = libraryOfModule(imported.module);
  if (!library) return null;
  const path = imported.path.filter((part) => part !== 'default');
  if (imported.name === '*' || imported.name === 'default') return { library, member: path[0] ?? null };
  if (library.exports?.includes(imported.name)) return { library, member: path[0] ?? null };
  if (library.calls?.some((call) => call.member === imported.name)) return { library, member: imported.name };
  if (library.types?.includes(imported.name)) return { library, member: null };
  return imported.name === library.name ? { library, member: null } : null;
}

function memberClient(context: FileContext, node: TSESTree.MemberExpression, depth: number): Client | null {
  const chain = memberPath(node);
  const name = propertyName(node);
  if (!chain || name === null) return null;
  if (chain.root.type === 'ThisExpression') return fieldClient(context, node, chain.path, depth);
  const required = requireOf(node);
  if (required) return importedClient(required);
  if (name === 'default' || name === 'axiosRef') return clientOf(context, node.object, depth + 1);
  if (
    /^(window|globalThis|global|self)$/.test(chain.root.type === 'Identifier' ? chain.root.name : '') &&
    chain.path.length === 1
  ) {
    const library = byGlobal.get(name);
    return library ? { library, member: null } : null;
  }
  const receiver = clientOf(context, node.object, depth + 1);
  if (receiver && receiver.member === null && receiver.library.exports?.includes(name))
    return { library: receiver.library, member: null };
  if (/^(\$axios|\$http|httpService|axios|\$fetch)$/.test(name) && !receiver) return named(name);
  return null;
}

function named(name: string): Client | null {
  const library = byGlobal.get(name) ?? (name === 'httpService' ? byType.get('HttpService') : undefined);
  return library ? { library, member: null } : null;
}

/** `this.http` by its declared type, its initialiser, or as last resort its name. */
function fieldClient(context: FileContext, node: Node, path: string[], depth: number): Client | null {
  const field =
    path.length === 2 && path[1] === 'axiosRef' ? path[0] : path.length === 1 ? path[0] : undefined;
  if (field === undefined) return null;
  if (path[1] === 'axiosRef') return named('axios');
  const cls = classAround(context, node);
  const ref = cls === null ? undefined : context.classes[cls]?.fields[field];
  const typeName = ref?.kind === 'named' || ref?.kind === 'import' ? ref.name : null;
  const library = typeName ? byType.get(typeName) : undefined;
  if (library) return { library, member: null };
  for (const assignment of context.nodes.assignments) {
    const target = memberPath(assignment.left);
    if (target?.root.type === 'ThisExpression' && target.path.length === 1 && target.path[0] === field) {
      const client = clientOf(context, assignment.right, depth + 1);
      if (client) return client;
    }
  }
  for (const one of context.nodes.classes) {
    for (const member of one.body.body) {
      if (member.type === 'PropertyDefinition' && member.value && propertyName(member) === field) {
        const client = clientOf(context, member.value, depth + 1);
        if (client) return client;
      }
    }
  }
  return /^(\$axios|\$http|httpService|axios|\$fetch)$/.test(field) ? named(field) : null;
}

/** `axios.create()`, `request.defaults()`, `promisify(request)`, `supertest(app)`, `chai.request(server)`, `wretch(url)`. */
function callClient(context: FileContext, node: TSESTree.CallExpression, depth: number): Client | null {
  const callee = unwrap(node.callee);
  const name = calledName(callee);
  if (
    (name === 'promisify' || name === 'promisifyAll' || name === 'wrapper' || name === 'axiosRetry') &&
    node.arguments[0]
  ) {
    const inner = unwrap(node.arguments[0]);
    const client = clientOf(context, inner, depth + 1);
    if (client) return client;
    if (inner.type === 'MemberExpression') {
      const receiver = clientOf(context, inner.object, depth + 1);
      return receiver ? { library: receiver.library, member: propertyName(inner) } : null;
    }
    return null;
  }
  if (name === 'bind' && callee.type === 'MemberExpression')
    return clientOf(context, callee.object, depth + 1);
  const imported = callee.type === 'Identifier' ? importedModule(context, callee) : null;
  if (imported?.startsWith('@grant-migrate/token-client') && node.arguments[0])
    return clientOf(context, node.arguments[0], depth + 1);
  const direct = clientOf(context, callee, depth + 1);
  if (direct && direct.library.chain && direct.member === null) return direct;
  if (callee.type === 'MemberExpression' && name !== null) {
    const receiver = clientOf(context, callee.object, depth + 1);
    if (receiver?.library.factories?.includes(name)) return { library: receiver.library, member: null };
    if (name === 'request' && /^chai$/.test(context.tree.text.slice(...callee.object.range)))
      return named('supertest');
  }
  return null;
}

function importedModule(context: FileContext, node: Node): string | null {
  const variable = context.bindings.variableOf(node);
  return (variable && importOf(variable)?.module) ?? null;
}

function typeLibrary(type: Node): Library | undefined {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  return byType.get(type.typeName.name);
}
