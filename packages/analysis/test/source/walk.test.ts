import { expect, test } from '@jest/globals';
import type { TSESTree } from '@typescript-eslint/types';
import { isSkipped, parseSource } from '../../src/source/parse.js';
import { ancestors, findNode, forEachChild, nodeSpan, nodeText, walk } from '../../src/source/walk.js';

function program(text: string): TSESTree.Program {
  const tree = parseSource('a.ts', text);
  if (isSkipped(tree)) throw new Error(tree.detail);
  return tree.program;
}

test('enters and leaves in source order; false leaves children out', () => {
  const seen: string[] = [];
  walk(program('a(b); function c() { d }'), {
    enter(node) {
      seen.push(`+${node.type}`);
      return node.type !== 'FunctionDeclaration';
    },
    leave: (node) => void seen.push(`-${node.type}`),
  });
  expect(seen).toEqual([
    '+Program',
    '+ExpressionStatement',
    '+CallExpression',
    '+Identifier',
    '-Identifier',
    '+Identifier',
    '-Identifier',
    '-CallExpression',
    '-ExpressionStatement',
    '+FunctionDeclaration',
    '-Program',
  ]);
});

test('finds, climbs and tells places', () => {
  const text = 'const [, a] = [b?.c];';
  const tree = program(text);
  const c = findNode(tree, (node) => node.type === 'Identifier' && node.name === 'c')!;
  expect(nodeSpan(c)).toEqual({ start: 18, end: 19 });
  expect([...ancestors(c)].map((node) => nodeText(text, node))).toEqual([
    'b?.c',
    'b?.c',
    '[b?.c]',
    '[, a] = [b?.c]',
    text,
    text,
  ]);
  expect(findNode(tree, (node) => node.type === 'IfStatement')).toBeUndefined();
  const children: string[] = [];
  expect(forEachChild(c.parent!, (child) => children.push(nodeText(text, child)) === 1)).toBe(true);
  expect(children).toEqual(['b']);
});
