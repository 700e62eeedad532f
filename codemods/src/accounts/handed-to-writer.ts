/** An object that is given to a function which writes into what it is given. */
import { ts } from 'ts-morph';
import type { SiteContext } from '../cached-client/site-context.js';
import { symbolOf, referencesOf } from '../source/scope.js';
import { writesIn } from '../places/writes.js';

export function isHandedToWriter({ parsed }: SiteContext, name: ts.Identifier): boolean {
  return referencesOf(parsed, name).some((use) => {
    const { parent: call } = use;
    if (!ts.isCallExpression(call) || call.expression === use || !ts.isIdentifier(call.expression))
      return false;
    const [declaration] = symbolOf(parsed, call.expression)?.declarations ?? [];
    const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    if (!made || !ts.isFunctionLike(made)) return false;
    const parameter = made.parameters[call.arguments.indexOf(use)];
    if (!parameter || !ts.isIdentifier(parameter.name)) return false;
    const symbol = symbolOf(parsed, parameter.name);
    return writesIn(parsed).some(
      ({ root, path }) => ts.isIdentifier(root) && path.length > 0 && symbolOf(parsed, root) === symbol,
    );
  });
}
