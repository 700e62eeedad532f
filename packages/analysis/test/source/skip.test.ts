import { describe, expect, test } from '@jest/globals';
import { skipReason } from '../../src/source/skip.js';

const none = () => false;
const holds =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);
const reason = (file: string, text: string, has = none) => skipReason(file, text, has)?.skipped ?? null;

describe('size and density', () => {
  const minified = 'function a(b){return c({grant_type:"password",d:b})}var e=a(1);'.repeat(200);

  test('5 MB of minified code are too large', () => {
    expect(skipReason('a.js', minified.repeat(400), none)).toEqual({
      skipped: 'too-large',
      detail: '4.8 MB',
    });
  });

  test('minified by look and by name', () => {
    expect(reason('a.js', minified)).toBe('minified');
    expect(reason('a.js', `/*! licence */\n${minified}\n`)).toBe('minified');
    expect(reason('vendor/a.min.js', 'a()')).toBe('minified');
  });

  test('a short line, a long constant and a wide table are written by people', () => {
    expect(reason('a.js', minified.slice(0, 2000))).toBe(null);
    expect(reason('a.ts', `export const image = '${'iVBORw0KGgo'.repeat(5000)}';\nlogin();\n`)).toBe(null);
    expect(reason('a.ts', `call(a, b);\n`.repeat(2000))).toBe(null);
  });
});

describe('encoding', () => {
  test('what a lenient host made of Latin-1 and UTF-16', () => {
    expect(reason('a.ts', Buffer.from('// für', 'latin1').toString('utf8'))).toBe(null);
    expect(reason('a.ts', Buffer.from('ü'.repeat(200), 'latin1').toString('utf8'))).toBe('not-utf8');
    expect(reason('a.ts', Buffer.from('a()', 'utf16le').toString('utf8'))).toBe('not-utf8');
    expect(reason('a.ts', '// für 😀')).toBe(null);
    expect(reason('a.ts', "text.includes('\uFFFD')")).toBe(null);
  });
});

describe('compiled output', () => {
  const compiled =
    '"use strict";\nvar __awaiter = (this && this.__awaiter) || function () {};\nexports.a = 1;\n//# sourceMappingURL=a.js.map\n';

  test.each([
    ['dist/a.js', 'src/a.ts'],
    ['dist/src/a.js', 'src/a.ts'],
    ['dist/esm/deep/a.js', 'src/deep/a.ts'],
    ['packages/x/lib/a.js', 'packages/x/src/a.js'],
    ['packages/x/build/a.mjs', 'packages/x/a.mts'],
    ['src/a.js', 'src/a.ts'],
  ])('%s repeats %s', (file, source) => {
    expect(skipReason(file, compiled, holds(file, source))).toEqual({
      skipped: 'compiled',
      detail: `compiled from ${source}`,
    });
  });

  test('a package whose only code is compiled is analysed', () => {
    expect(reason('lib/a.js', compiled, holds('lib/a.js', 'lib/a.d.ts', 'index.js'))).toBe(null);
  });

  test('code that nothing compiled is analysed, beside its twin too', () => {
    expect(reason('examples/client.js', 'login();', holds('examples/client.ts'))).toBe(null);
    expect(reason('lib/a.js', 'login();', holds('src/a.js'))).toBe(null);
  });

  test.each([
    ['webpack', 'public/app.js', '/******/ (() => { // webpackBootstrap\n'],
    [
      'webpack chunks',
      'public/1.js',
      '(self["webpackChunkapp"] = self["webpackChunkapp"] || []).push([[1],{',
    ],
    ['browserify', 'b.js', '(function e(t,n,r){function s(o,u){}})'],
    ['a framework', '.next/server/a.js', 'a()'],
  ])('a bundle: %s', (_name, file, text) => {
    expect(reason(file, text)).toBe('compiled');
  });
});
