import { ts } from 'ts-morph';
import { functionOf } from '../source/nodes.js';

/** The function that makes the request, as other files know it. */
export interface Helper {
  name: string;
  /** A method: called on anything. */
  method: boolean;
  /** Its name where it is declared; methods are known by the text of it alone. */
  declaration?: ts.Identifier;
}

export function helperOf(call: ts.Node): Helper | undefined {
  for (let fn = functionOf(call); !ts.isSourceFile(fn); fn = functionOf(fn)) {
    if (ts.isMethodDeclaration(fn) && ts.isIdentifier(fn.name)) return { name: fn.name.text, method: true };
    if (ts.isFunctionDeclaration(fn) && fn.name)
      return { name: fn.name.text, method: false, declaration: fn.name };
    const { parent } = fn;
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
      return { name: parent.name.text, method: false, declaration: parent.name };
    if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && ts.isIdentifier(parent.name))
      return { name: parent.name.text, method: true };
    if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left))
      return { name: parent.left.name.text, method: true };
  }
  return undefined;
}
