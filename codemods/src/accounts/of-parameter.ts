/** What a parameter holds: what all calls of its function give, where all of them are seen. */
import { ts } from 'ts-morph';
import { argumentAt } from './arguments.js';
import { sharedTypeOf } from './of-type.js';
import { agreed, startOf, type At, type Path, type Reading } from './reading.js';
import { usesOf } from './uses.js';

export function ofParameter(
  reading: Reading,
  parameter: ts.ParameterDeclaration,
  path: Path,
  at: At,
): string | null {
  const given = at.given.get(parameter);
  if (given) return reading.read(given.node, path, given.at);
  if (given === null) return byDefault(reading, parameter, path, at);
  const { parent: fn } = parameter;
  if (parameter.dotDotDotToken || isWritten(parameter)) return null;
  const ofPromise = promiseBefore(fn);
  if (ofPromise) return fn.parameters[0] === parameter ? reading.read(ofPromise, path, at) : null;
  const uses = usesOf(reading.context.inFile(at.parsed), fn);
  if (uses === null) return null;
  if (uses.length === 0) return sharedTypeOf(reading, parameter, path, at);
  const index = fn.parameters.filter(({ name }) => name.getText() !== 'this').indexOf(parameter);
  return agreed(
    uses.map(({ parsed, call }) => {
      const argument = argumentAt(call, index);
      if (argument === null) return null;
      // Which of its own arguments the caller hands on is asked of its callers.
      const from = { ...startOf(parsed), depth: at.depth };
      return argument ? reading.read(argument, path, from) : byDefault(reading, parameter, path, at);
    }),
  );
}

function byDefault(
  reading: Reading,
  { initializer }: ts.ParameterDeclaration,
  path: Path,
  at: At,
): string | null {
  return initializer ? reading.read(initializer, path, at) : null;
}

/** `readSecret().then((secret) => …)` */
function promiseBefore(fn: ts.Node): ts.Expression | undefined {
  const { parent: call } = fn;
  if (
    !ts.isCallExpression(call) ||
    call.arguments[0] !== fn ||
    !ts.isPropertyAccessExpression(call.expression)
  )
    return undefined;
  return call.expression.name.text === 'then' ? call.expression.expression : undefined;
}

function isWritten({ name, parent }: ts.ParameterDeclaration): boolean {
  if (!ts.isIdentifier(name) || !('body' in parent) || !parent.body) return false;
  return new RegExp(
    `(?<![\\w.$#])${name.text.replaceAll('$', '\\$')}(\\.[\\w.]+|\\[[^\\]]+\\])*\\s*([?|&+]{0,2}=(?![=>])|\\+\\+|--)`,
  ).test((parent.body as ts.Node).getText());
}
