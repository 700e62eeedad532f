/** The parser that ESLint uses is the measure: scopes, definitions and references must be its own. */
import { expect, test } from '@jest/globals';
import { parseForESLint } from '@typescript-eslint/parser';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import { isSkipped, parseSource } from '../../src/source/parse.js';

const SNIPPETS: Record<string, [string, string]> = {
  closures: [
    'a.ts',
    'let token; export const get = async () => { if (!token) token = await load(); return token; };',
  ],
  destructuring: [
    'a.ts',
    'function f({ a, b: { c = d }, ...e }, [g, , h] = i) { for (const { j } of k) l(j, a, c, e, g, h); }',
  ],
  classes: [
    'a.ts',
    'abstract class A extends B<C> implements D { #e = f; static { g(); } get [h]() { return this.#e; } abstract i(): J; }',
  ],
  decorators: [
    'a.ts',
    '@Injectable() class A { @Input({ a: b }) c: D; constructor(@Inject(E) private f: G, readonly h = i) {} @On() j(@K() l) {} }',
  ],
  enums: [
    'a.ts',
    'export enum Grant { Password = "password", Other = Password } const enum B { C } f(Grant.Password, B.C);',
  ],
  namespaces: [
    'a.ts',
    'namespace A.B { export const c = 1; namespace D { f(c) } } declare global { interface Window { e: string } } declare module "x" { const y: string }',
  ],
  types: [
    'a.ts',
    'type A<T extends B> = T extends infer U ? U : never; function f<T>(this: A<T>, x: T): x is C & T { return x as any satisfies D }',
  ],
  overloads: [
    'a.ts',
    'function f(a: string): void; function f(a: number): void; function f(a: any) { return a } export default function () {}',
  ],
  imports: [
    'a.ts',
    'import a, { b as c, type D } from "x"; import * as e from "y"; import f = require("z"); export { a as g, c }; export * from "w"; export default e; f(); let h: D;',
  ],
  jsx: ['a.tsx', 'const A = () => <><B.C {...d} e={f}>{g}</B.C><div h="i" /></>; const j = <A />;'],
  loops: [
    'a.js',
    'for (let i = 0, n = a.length; i < n; i++) { label: while (b) { var c = i; continue label } } do { d() } while (c); for (e in f) switch (g) { case 1: let h; default: h }',
  ],
  catches: ['a.js', 'try { a() } catch ({ message }) { b(message) } finally { c() } try { d } catch { e }'],
  chains: [
    'a.ts',
    'a?.b?.[c]!.d(e!); new F<G>(...h); i`x${j}y`; (k as L).m = n; o ??= p; import("q"); delete r.s; async function* t() { yield* await u }',
  ],
  functions: [
    'a.js',
    'const f = function g(a, b = a, ...c) { arguments; return g }; const h = { i() {}, get j() { return 1 }, async *k() {}, [l]: m }; (function () { n }())',
  ],
  parentheses: ['a.js', 'const a = (b, (c)); ((d) => (e))(((f))); (g) = ((h));'],
};

/** Everything a scope manager knows, by offsets: comparable between trees. */
function outline(manager: ScopeManager): unknown {
  return manager.scopes.map((scope) => ({
    type: scope.type,
    // The program's own range depends on the parser's view of leading and trailing space.
    block: scope.block.type === 'Program' ? 'Program' : [scope.block.type, ...scope.block.range],
    variables: scope.variables
      .filter((variable) => variable.defs.length > 0 || variable.name === 'arguments')
      .map((variable) => ({
        name: variable.name,
        defs: variable.defs.map((def) => [def.type, ...def.name.range, def.node.type]),
        references: variable.references.map((reference) => reference.identifier.range),
      })),
    references: scope.references.map((reference) => ({
      at: reference.identifier.range,
      reads: reference.isRead(),
      writes: reference.isWrite(),
      written: reference.writeExpr?.range,
      init: reference.init,
      value: reference.isValueReference,
      type: reference.isTypeReference,
      defined: (reference.resolved?.defs.length ?? 0) > 0,
    })),
    through: scope.through.map((reference) => reference.identifier.range).filter(([start]) => start >= 0)
      .length,
  }));
}

test.each(Object.entries(SNIPPETS))('%s', (_name, [file, text]) => {
  const ours = parseSource(file, text);
  if (isSkipped(ours)) throw new Error(ours.detail);
  const theirs = parseForESLint(text, {
    sourceType: 'module',
    lib: [],
    range: true,
    filePath: file,
    ecmaFeatures: { jsx: !file.endsWith('.ts') },
  });
  expect(outline(ours.scopes)).toEqual(outline(theirs.scopeManager as unknown as ScopeManager));
});
