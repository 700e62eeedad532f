/** `const post = promisify(request.post)`: called like a function of callbacks, answering like one of promises. No drop-in is both. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { symbolOf } from '../source/scope.js';

export function isPromisified(parsed: ParsedFile, call: ts.CallExpression): boolean {
  let root: ts.Expression = call.expression;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  return (symbolOf(parsed, root)?.declarations ?? []).some(
    (declaration) =>
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer !== undefined &&
      ts.isCallExpression(declaration.initializer) &&
      /(^|\.)promisify(All)?$/.test(declaration.initializer.expression.getText()),
  );
}
