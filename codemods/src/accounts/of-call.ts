/** What a call answers: a function of the application by its body, others by what is known of them. */
import { ts } from 'ts-morph';
import { importedNames, requiredModule } from '../source/import-names.js';
import { lastName, withoutParens } from '../source/nodes.js';
import { symbolOf } from '../source/scope.js';
import { answersOf, conditionsOf } from '../source/answers.js';
import { definitionOf } from './definition.js';
import { startsElsewhere } from './environment.js';
import { isReplaced } from './replaced-methods.js';
import { isInherited } from './inheritance.js';
import { isSetting } from './of-type.js';
import { argumentsOf } from './arguments.js';
import {
  ASKING_PACKAGES,
  ASKS,
  CONFIGURATION,
  GETTERS,
  PURE_CALLS,
  PURE_METHODS,
  READS_FILE,
  SAME_VALUE,
  WRITES_FILE,
} from './known-calls.js';
import { agreed, composed, within, type At, type Path, type Reading } from './reading.js';

export function ofCall(reading: Reading, call: ts.CallExpression, path: Path, at: At): string | null {
  const { expression: callee } = call;
  const text = callee.getText();
  const given = (): (string | null)[] => call.arguments.map((argument) => reading.read(argument, [], at));
  const [first] = call.arguments;
  const module = requiredModule(call);
  if (module !== undefined)
    return reading.imported({ module, name: '*', local: callee as ts.Identifier }, path, at);
  if (SAME_VALUE.test(text)) return first ? reading.read(first, path, at) : null;
  if (PURE_CALLS.test(text)) return composed(text, given(), path);
  const name = lastName(callee) ?? '';
  if (READS_FILE.test(name)) {
    const isOne = (at.once || isNeverWritten(reading)) && !startsElsewhere(reading.context);
    return isOne ? composed(name, given(), path) : null;
  }
  const isMember = ts.isPropertyAccessExpression(callee);
  const definition = definitionOf(reading, at.parsed, callee);
  if (definition && ts.isFunctionLike(definition.node)) {
    if (isMember && isReplaced(reading.context.inFile(definition.parsed), name)) return null;
    if (
      definition.of &&
      ts.isClassLike(definition.of) &&
      isInherited(reading.context, definition.parsed, definition.of)
    )
      return null;
    return reading.body(definition.node, path, {
      ...at,
      parsed: definition.parsed,
      given: argumentsOf(definition.node, call, at),
    });
  }
  if (isMember) {
    if (PURE_METHODS.test(name)) {
      const receiver = reading.read(callee.expression, [], at);
      if (receiver !== null) return composed(`${receiver}.${name}`, given(), path);
    }
    if (GETTERS.test(name)) return ofGetter(reading, callee, call, path, at);
  }
  return at.once ? ofPackage(reading, call, path, at) : null;
}

/** All that the function may answer is one value, or what decides between them does not change. */
export function ofBody(reading: Reading, fn: ts.Node, path: Path, at: At): string | null {
  const { body, asteriskToken } = fn as ts.FunctionLikeDeclaration;
  if (!body || asteriskToken) return null;
  if (!ts.isBlock(body)) return reading.read(body, path, at);
  const answers = answersOf(body).map((answer) => reading.read(answer, path, at));
  return (
    agreed(answers) ??
    (answers.length === 0
      ? null
      : composed('one of', [...conditionsOf(body).map((one) => reading.read(one, [], at)), ...answers]))
  );
}

/** `config.get('user')` of a package, or of what a container hands in. */
function ofGetter(
  reading: Reading,
  callee: ts.PropertyAccessExpression,
  call: ts.CallExpression,
  path: Path,
  at: At,
): string | null {
  const keys = call.arguments.map((argument) => reading.read(argument, [], at));
  if (keys.length === 0) return null;
  // Read as a member: what is set by this name would be seen.
  const key = (keys[0] ?? '').replaceAll("'", '');
  const receiver = isSetting(at.parsed, callee.expression)
    ? callee.expression.getText()
    : reading.read(callee.expression, [key], at);
  return receiver === null ? null : composed(`${receiver}.${callee.name.text}`, keys, path);
}

/** Asked once, when the module is loaded, a package answers once. */
function ofPackage(
  reading: Reading,
  call: ts.CallExpression | ts.NewExpression,
  path: Path,
  at: At,
): string | null {
  const { parsed } = at;
  if (ASKS.test(call.getText())) return null;
  let root: ts.Node = call.expression;
  while (!ts.isIdentifier(root)) {
    const inner = withoutParens(root);
    if (ts.isPropertyAccessExpression(inner) || ts.isCallExpression(inner) || ts.isNewExpression(inner))
      root = inner.expression;
    else return null;
  }
  const symbol = symbolOf(parsed, root);
  const [declaration] = symbol?.declarations ?? [];
  if (
    declaration &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer &&
    !requiredModule(declaration.initializer)
  ) {
    const made = withoutParens(declaration.initializer);
    const isOfPackage = ts.isCallExpression(made) || ts.isNewExpression(made);
    return isOfPackage && ofPackage(reading, made, [], at) !== null ? standing(call, path, at) : null;
  }
  const imported = importedNames(parsed).find(
    ({ local }) => parsed.checker.getSymbolAtLocation(local) === symbol,
  );
  if (!imported || ASKING_PACKAGES.test(imported.module)) return null;
  return reading.context.moduleOf(parsed.file, imported.module) ? null : standing(call, path, at);
}

function standing(call: ts.Node, path: Path, { parsed }: At): string {
  return `${parsed.file} ${call.getStart()}${within(path)}`;
}

export function ofNew(reading: Reading, made: ts.NewExpression, path: Path, at: At): string | null {
  const name = made.expression.getText();
  // What stands behind `?` may be another thing at each import.
  if (name === 'URL' && path[0]?.startsWith('search')) return null;
  if (name === 'URL')
    return composed(
      name,
      (made.arguments ?? []).map((one) => reading.read(one, [], at)),
      path,
    );
  const definition = definitionOf(reading, at.parsed, made.expression);
  if (definition && ts.isClassLike(definition.node))
    return reading.instance(definition.node, path, { ...at, parsed: definition.parsed }, { made, at });
  return at.once && CONFIGURATION.test(name) ? ofPackage(reading, made, path, at) : null;
}

function isNeverWritten({ context }: Reading): boolean {
  return (
    !WRITES_FILE.test(context.parsed.text) &&
    context.filesElsewhere(['fs', 'fs-extra', 'promises'], WRITES_FILE).length === 0
  );
}
