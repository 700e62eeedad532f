/** The extract stage: one tree in, the facts of one file out. */
import type { FileFacts, FunctionFact, Ref } from '../facts.js';
import type { SourceTree } from '../source/tree.js';
import { TEST_RUNNERS } from '../catalog/roles/tests.js';
import { propertyName, unwrap, type FunctionNode } from '../values/bindings.js';
import { classAround } from './class-refs.js';
import { readClasses } from './classes.js';
import { createContext, importsModule, type FileContext } from './context.js';
import { entryOf } from './entries.js';
import { readExports, readImports } from './exports.js';
import { functionName } from './names.js';
import { refOf } from './refs.js';
import { returnedRefs } from './returns.js';
import { readRequests } from './requests.js';
import { readSendings } from './sendings.js';
import { readServerGrants } from './server-grants.js';
import { readUses } from './uses.js';

/** Counts up whenever facts change their meaning, so that stored facts of an older version are not read. */
const FACTS_VERSION = 33;

/** Files that are tests by name. */
export function isTestFile(file: string): boolean {
  return /(^|\/)(__tests__|__mocks__|tests?|specs?|e2e|cypress|playwright|fixtures|mocks|k6|load-?tests?|testing|integration-tests?)\/|\.(test|spec|e2e|e2e-spec|cy|stories|mock)\.[cm]?[jt]sx?$/i.test(
    file,
  );
}

/** Reads all facts of a file. Pure: the same tree gives the same facts. */
export function extractFacts(tree: SourceTree): FileFacts {
  const context = createContext(tree);
  readClasses(context);
  const exported = readExports(context);
  const names = exportedNames(context, exported.exports);
  const requests = readRequests(context);
  return {
    version: FACTS_VERSION,
    file: tree.file,
    requests,
    functions: context.functions.map((fn, id) => functionFact(context, fn, id, names)),
    uses: readUses(context),
    loops: context.loopFacts,
    classes: context.classes,
    imports: readImports(context),
    exports: exported.exports,
    reexports: exported.reexports,
    constants: exported.constants,
    serverGrants: readServerGrants(context),
    payloads: exported.payloads,
    sendings: readSendings(context, requests),
    test: isTestFile(tree.file) || importsModule(context, TEST_RUNNERS),
  };
}

/** Names by which functions, and the members of exported classes and objects, leave the file. */
function exportedNames(context: FileContext, exports: FileFacts['exports']): Map<number, string[]> {
  const out = new Map<number, string[]>();
  const put = (fn: number, name: string) => out.set(fn, [...(out.get(fn) ?? []), name]);
  for (const { name, ref } of exports) {
    if (ref.kind === 'function') put(ref.fn, name);
    // `export const handler = lambda.handler.bind(lambda)`
    const bound =
      ref.kind === 'instance' && ref.path.length === 1 ? methodOf(context, ref, ref.path[0]!) : undefined;
    if (bound !== undefined) put(bound, name);
    const cls =
      ref.kind === 'class'
        ? ref.cls
        : ref.kind === 'instance' && ref.cls.kind === 'local'
          ? ref.cls.cls
          : null;
    const fact = cls === null ? undefined : context.classes[cls];
    if (!fact) continue;
    fact.exported.push(name);
  }
  for (const { name, fn } of decorations(context)) put(context.functionId(fn), name);
  return out;
}

function methodOf(context: FileContext, ref: Ref, method: string): number | undefined {
  const cls = ref.kind === 'instance' && ref.cls.kind === 'local' ? context.classes[ref.cls.cls] : undefined;
  return cls && Object.hasOwn(cls.methods, method) ? cls.methods[method] : undefined;
}

/** `app.decorate('token', getToken)`: a member of the application from here on, for whoever holds that. */
function decorations(context: FileContext): { name: string; fn: FunctionNode }[] {
  return context.calls.flatMap((call) => {
    const callee = unwrap(call.callee);
    const [first, second] = call.arguments;
    if (callee.type !== 'MemberExpression' || !/^decorate/.test(propertyName(callee) ?? '')) return [];
    if (first?.type !== 'Literal' || typeof first.value !== 'string' || !second) return [];
    const ref = second.type === 'SpreadElement' ? null : refOf(context, second);
    const fn = ref?.kind === 'function' ? context.functions[ref.fn] : null;
    return fn ? [{ name: first.value, fn }] : [];
  });
}

function functionFact(
  context: FileContext,
  fn: FunctionNode | null,
  id: number,
  names: Map<number, string[]>,
): FunctionFact {
  if (!fn) {
    const { range } = context.tree.program;
    return {
      id,
      name: '<module>',
      span: { start: range[0], end: range[1] },
      parent: null,
      params: [],
      cls: null,
      method: null,
      entry: null,
      exported: [],
      isConstructor: false,
      returns: [],
    };
  }
  const holder = fn.parent;
  const exported = names.get(id) ?? [];
  const method = Object.values(context.classes).findIndex((one) => Object.values(one.methods).includes(id));
  const cls = method >= 0 ? method : classAround(context, fn);
  const own = functionName(fn);
  const methodName =
    method >= 0
      ? (Object.entries(context.classes[method]!.methods).find(([, value]) => value === id)?.[0] ?? null)
      : null;
  const direct =
    holder?.type === 'MethodDefinition' ||
    holder?.type === 'Property' ||
    holder?.type === 'PropertyDefinition' ||
    holder?.type === 'AssignmentExpression';
  const className = method >= 0 && direct ? context.classes[method]!.name : null;
  return {
    id,
    name:
      methodName && className && !/^(object|default|exports)$/.test(className)
        ? `${className}.${methodName}`
        : (own ?? methodName ?? '<anonymous>'),
    span: { start: fn.range[0], end: fn.range[1] },
    parent: context.functionAround(fn),
    params: fn.params.map((param) =>
      context.tree.text.slice(param.range[0], Math.min(param.range[1], param.range[0] + 60)),
    ),
    cls,
    method: methodName,
    entry: entryOf(context, fn, exported),
    exported,
    returns: returnedRefs(context, fn),
    isConstructor:
      holder?.type === 'MethodDefinition' &&
      (holder.kind === 'constructor' || propertyName(holder) === 'constructor'),
  };
}
