/** Functions of the application that put the token into web storage for a sign-in: `this.setToken(answer.access_token)`. */
import { ts } from 'ts-morph';
import { walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { typeOf } from './members.js';
import type { Sources } from './sources.js';

export interface Keeper {
  parsed: ParsedFile;
  name: string;
  fn: ts.FunctionLikeDeclaration & { body: ts.Node };
  /** The calls behind the sign-in. */
  calls: { parsed: ParsedFile; call: ts.CallExpression }[];
}

const WRITES = /\b(local|session)Storage\s*(\.setItem\s*\(|\.\w+\s*=[^=]|\[[^\]]+\]\s*=[^=])/;

/** The function that is called, when it is one of those and the only one of its name; undefined for all others. */
export function keeperOf(
  sources: Sources,
  parsed: ParsedFile,
  call: ts.CallExpression,
): Omit<Keeper, 'calls'> | undefined {
  const { expression } = call;
  if (ts.isIdentifier(expression)) return only(functionsNamed(sources, expression.text));
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const type = typeOf(parsed, expression.expression);
  return type === null ? undefined : only(methodsNamed(sources, type, expression.name.text));
}

function only(found: Omit<Keeper, 'calls'>[]): Omit<Keeper, 'calls'> | undefined {
  const [first] = found;
  return found.length === 1 && WRITES.test(first!.fn.body.getText()) ? first : undefined;
}

function functionsNamed(sources: Sources, name: string): Omit<Keeper, 'calls'>[] {
  return sources
    .matching(new RegExp(`\\b(function|const|let|var)\\s+${name}\\b`))
    .flatMap((parsed) =>
      parsed.tree.statements
        .flatMap((statement): readonly ts.Node[] =>
          ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement],
        )
        .flatMap((node) => entry(parsed, name, node)),
    );
}

function methodsNamed(sources: Sources, type: string, name: string): Omit<Keeper, 'calls'>[] {
  const found: Omit<Keeper, 'calls'>[] = [];
  for (const parsed of sources.matching(new RegExp(`\\bclass\\s+${type}\\b`)))
    walk(parsed.tree, (node) => {
      if (ts.isClassDeclaration(node) && node.name?.text === type)
        for (const member of node.members) found.push(...entry(parsed, name, member));
    });
  return found;
}

/** A function, a method, or a variable or field that holds one. */
function entry(parsed: ParsedFile, name: string, node: ts.Node): Omit<Keeper, 'calls'>[] {
  const named = node as { name?: ts.Node; initializer?: ts.Node };
  if (named.name?.getText() !== name) return [];
  const fn = ts.isFunctionLike(node) ? node : named.initializer;
  return fn && ts.isFunctionLike(fn) && 'body' in fn && fn.body
    ? [{ parsed, name, fn: fn as Keeper['fn'] }]
    : [];
}
