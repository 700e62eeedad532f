import { describe, expect, test } from '@jest/globals';
import { isSkipped, parseSource } from '../../src/source/parse.js';
import { blankOutside, scriptBlocks } from '../../src/source/script-blocks.js';
import { walk } from '../../src/source/walk.js';

/** The calls of a file as its text writes them: right only when offsets are. */
function calls(file: string, text: string): string[] {
  const tree = parseSource(file, text);
  if (isSkipped(tree)) throw new Error(tree.detail);
  const found: string[] = [];
  walk(tree.program, {
    enter: (node) => void (node.type === 'CallExpression' && found.push(text.slice(...node.range))),
  });
  return found;
}

describe('Vue', () => {
  test('both scripts are one program: imports are shared, offsets are the file’s', () => {
    const text = `<template>\r\n  <p @click="no()">😀 {{ no() }}</p>\r\n</template>\r\n\r\n<script lang="ts">\r\nimport { a } from 'a'\r\nexport default { x: a() }\r\n</script>\r\n<script setup lang="ts" generic="T extends Record<string, U>">\r\nimport { b } from 'b'\r\nconst c: string = await b(a())\r\n</script>\r\n<style>p { color: red }</style>\r\n`;
    expect(calls('a.vue', text)).toEqual(['a()', 'b(a())', 'a()']);
    const tree = parseSource('a.vue', text);
    if (isSkipped(tree)) throw new Error(tree.detail);
    expect(tree.text).toBe(text);
    const a = tree.scopes.scopes.find((scope) => scope.type === 'module')!.set.get('a')!;
    expect(a.references).toHaveLength(2);
  });

  test('blocks do not run on into each other', () => {
    expect(calls('a.vue', '<script>const a = b // c</script><script setup>(d)()</script>')).toEqual([
      '(d)()',
    ]);
  });

  test('blocks of different languages that do not parse together', () => {
    expect(
      calls(
        'a.vue',
        '<script lang="ts">const a = <string>b()</script>\n<script setup lang="tsx">const c = <d>{e()}</d></script>',
      ),
    ).toEqual(['b()', 'e()']);
  });

  test('comments, other types and empty scripts are none', () => {
    expect(
      scriptBlocks(
        '.vue',
        '<!-- <script>a()</script> --><script src="./a.ts"></script><script type="application/ld+json">{}</script><script lang="coffee">a</script>',
      ),
    ).toEqual([]);
    expect(calls('a.vue', '<template><p/></template>')).toEqual([]);
  });

  test('JSX by lang', () => {
    expect(calls('a.vue', `<script lang='jsx'>const a = <b>{c()}</b></script>`)).toEqual(['c()']);
  });

  test('a broken script says where', () => {
    expect(parseSource('a.vue', '<template/>\n<script>\nconst a = ;\n</script>')).toMatchObject({
      skipped: 'does-not-parse',
      detail: expect.stringMatching(/^3:11 /),
    });
  });
});

test('Svelte: module and instance script', () => {
  const text = `<script context="module">\n  export const a = load();\n</script>\n<script lang="ts">\n  export let b: string;\n  $: c = get(b);\n</script>\n<h1 on:click={() => no()}>{no()}</h1>\n`;
  expect(calls('a.svelte', text)).toEqual(['load()', 'get(b)']);
});

describe('Astro', () => {
  test('frontmatter and scripts', () => {
    const text = `---\nimport a from '../a';\nconst b: string = await a();\nif (!b) return Astro.redirect('/');\n---\n<html>{no()}<script>const c: number = d();</script><script is:inline>e()</script></html>\n`;
    expect(calls('a.astro', text)).toEqual(['a()', "Astro.redirect('/')", 'd()', 'e()']);
  });

  test('none of both', () => {
    expect(calls('a.astro', '<p>a --- b</p>')).toEqual([]);
    expect(calls('a.astro', '---\n---\n<p/>')).toEqual([]);
  });
});

test('blanking keeps length and line breaks', () => {
  const text = '<p>ü😀</p>\r\n\u2028<script>a</script>\n<i>';
  const blanked = blankOutside(text, scriptBlocks('.vue', text));
  expect(blanked).toHaveLength(text.length);
  expect(blanked).toBe(`${' '.repeat(10)}\r\n\u2028${' '.repeat(8)}a${' '.repeat(9)}\n   `);
});
