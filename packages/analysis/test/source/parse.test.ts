import { describe, expect, test } from '@jest/globals';
import type { TSESTree } from '@typescript-eslint/types';
import { isSkipped, parseSource } from '../../src/source/parse.js';
import type { SourceTree } from '../../src/source/tree.js';
import { findNode, nodeText, walk } from '../../src/source/walk.js';

function parsed(file: string, text: string): SourceTree {
  const outcome = parseSource(file, text);
  if (isSkipped(outcome)) throw new Error(`${file}: ${outcome.skipped} ${outcome.detail}`);
  return outcome;
}

/** The source text of the first call. */
function firstCall(tree: SourceTree): string {
  const call = findNode(tree.program, (node) => node.type === 'CallExpression');
  return nodeText(tree.text, call!);
}

describe('what parses', () => {
  test.each<[string, string, string]>([
    ['TypeScript', 'a.ts', 'const a: string = <string>getToken();'],
    ['TypeScript with JSX', 'a.tsx', 'const a = <A b={getToken()}>{x as string}</A>;'],
    ['JSX in .ts', 'a.ts', 'const a = <A b={getToken()}></A>;'],
    ['JSX in .js', 'a.js', 'const a = <A b={getToken()}/>;'],
    ['JSX in .mjs', 'a.mjs', 'export const a = <A b={getToken()}/>;'],
    [
      'Flow that resembles TypeScript',
      'a.js',
      '// @flow\nimport type { A } from "a";\nconst f = (x: A): string => getToken();',
    ],
    ['CommonJS with a return at top level', 'a.cjs', 'if (x) return;\nmodule.exports = getToken();'],
    ['a return at top level of a module', 'a.js', 'import a from "a";\nif (a) return;\ngetToken();'],
    ['sloppy mode', 'a.js', 'with (a) { var b = 010; getToken(); }'],
    ['await at top level', 'a.mts', 'await getToken();'],
    ['await as a name', 'a.js', 'var await = 1; getToken();'],
    ['an extension that nobody knows', 'a.es6', 'getToken()'],
    [
      'decorators',
      'a.ts',
      '@A export class X { @B c: string; constructor(@D private readonly e: E) { getToken(); } }',
    ],
    ['decorators before export', 'a.js', 'export @A class X { b = getToken(); }'],
    [
      'enums and namespaces',
      'a.ts',
      'enum A { B = "c" } namespace N.M { export const a = getToken() } declare module "x" {}',
    ],
    ['import equals', 'a.cts', 'import a = require("a"); export = getToken();'],
    ['a redeclared name', 'a.js', 'const a = 1; const a = getToken();'],
    ['using', 'a.ts', 'using a = getToken();'],
    ['Windows line endings', 'a.ts', 'const a = 1;\r\n// ü\r\ngetToken();\r\n'],
    ['a byte order mark', 'a.ts', '\uFEFFgetToken();'],
    ['a shebang', 'a.js', '#!/usr/bin/env node\ngetToken();'],
    ['a byte order mark and a shebang', 'a.js', '\uFEFF#!/usr/bin/env node\ngetToken();'],
    ['characters of two units', 'a.ts', 'const ä = "😀 ü é"; /* 🎉 */ getToken();'],
    ['parentheses', 'a.js', 'const a = ((getToken()));'],
  ])('%s', (_name, file, text) => {
    expect(firstCall(parsed(file, text))).toBe('getToken()');
  });

  test('an empty file', () => {
    expect(parsed('a.ts', '').program.body).toEqual([]);
  });

  test('declarations', () => {
    expect(parsed('a.d.ts', 'export declare function getToken(): string;').program.body).toHaveLength(1);
  });
});

describe('what does not parse', () => {
  test('a broken file, with the place of the error', () => {
    const outcome = parseSource('a.ts', 'const a = 1;\n  const b = {;\n');
    expect(outcome).toMatchObject({ skipped: 'does-not-parse', detail: expect.stringMatching(/^2:14 /) });
  });

  test('Flow beyond TypeScript', () => {
    const outcome = parseSource(
      'a.js',
      '// @flow\nfunction f(x: ?{| a: string |}) {}\nopaque type A: B = C;',
    );
    expect(outcome).toMatchObject({ skipped: 'does-not-parse' });
  });

  test.each([
    ['arrays', 'x = ' + '['.repeat(20_000) + ']'.repeat(20_000)],
    ['objects', 'x = ' + '{a:'.repeat(20_000) + '1' + '}'.repeat(20_000)],
    ['a sum', 'x = a' + ' + a'.repeat(5_000)],
  ])('endless nesting, which would end the process: %s', (_name, text) => {
    expect(parseSource('a.js', text)).toMatchObject({
      skipped: 'does-not-parse',
      detail: expect.stringMatching(/nested \d+ levels/),
    });
  });
});

describe('the tree', () => {
  test('every node but the program has its parent', () => {
    const { program } = parsed(
      'a.ts',
      'class A<T> { constructor(private a = [, 1]) { for (const b of c) await d?.e(`${f}`); } }',
    );
    walk(program, {
      enter: (node) => {
        if (node.type === 'Program') expect(node.parent).toBeUndefined();
        else expect(Object.values(node.parent as object).flat()).toContain(node);
      },
    });
  });

  test('comments have ranges and are no children', () => {
    const text = '/* grant */ a(); // type';
    const { program } = parsed('a.ts', text);
    expect(program.comments!.map((comment) => text.slice(...comment.range))).toEqual([
      '/* grant */',
      '// type',
    ]);
    expect(Object.keys(program)).not.toContain('comments');
  });

  test('the scopes are those of a module, analysed once', () => {
    const tree = parsed('a.js', 'const a = 1; f(a);');
    expect(tree.scopes).toBe(tree.scopes);
    const module = tree.scopes.acquire(tree.program as TSESTree.Node, true)!;
    expect(module.type).toBe('module');
    expect(module.set.get('a')!.references).toHaveLength(2);
    expect(tree.scopes.globalScope!.through.map((reference) => reference.identifier.name)).toEqual(['f']);
  });
});
