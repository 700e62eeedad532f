/** Which argument of a call fills which parameter. */
import { ts } from 'ts-morph';
import type { At } from './reading.js';

/** `undefined` where the call gives none, null where a spread may. */
export function argumentAt(
  { arguments: given }: ts.CallExpression | ts.NewExpression,
  index: number,
): ts.Expression | undefined | null {
  const before = given?.slice(0, index + 1) ?? [];
  return before.some(ts.isSpreadElement) ? null : before[index];
}

/** Null stands for a parameter that the call leaves out. */
export function argumentsOf(
  fn: ts.SignatureDeclaration,
  call: ts.CallExpression | ts.NewExpression,
  at: At,
): At['given'] {
  const given = new Map(at.given);
  for (const [index, parameter] of fn.parameters.entries()) {
    const argument = argumentAt(call, index);
    if (argument === null || parameter.dotDotDotToken) given.delete(parameter);
    else given.set(parameter, argument ? { node: argument, at } : null);
  }
  return given;
}
