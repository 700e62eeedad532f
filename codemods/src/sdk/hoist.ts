/**
 * An SDK object that keeps tokens itself, built anew for each call: built once instead, when it is first needed, so that
 * what it is built from is still read then and not when the module is loaded.
 */
import { ts } from 'ts-morph';
import type { SiteRewrite } from '../cached-client/rewrite.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ReasonCode } from '../reasons.js';
import { importedNames } from '../source/import-names.js';
import { functionOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { capturedNames, symbolOf } from '../source/scope.js';
import { isInvariant } from './invariant.js';

/** Builds `made` once for the module: `client ??= new Client(…)`. */
export function hoist(
  context: SiteContext,
  made: ts.NewExpression,
  className = made.expression.getText(),
): SiteRewrite | ReasonCode {
  const { parsed, style } = context;
  const fn = functionOf(made);
  if (ts.isSourceFile(fn)) return 'already-reused';
  if (![made.expression, ...(made.arguments ?? [])].every((part) => isInvariant(parsed, part, fn)))
    return 'key-not-computable';
  const statement = topStatement(fn);
  const name = context.names.newName(variableName(className));
  const isTyped = /\.[cm]?tsx?$/i.test(parsed.file);
  if (isTyped && capturedNames(parsed, made.expression, statement).length > 0) return 'shape-not-modelled';
  const type = isTyped ? `: ${typeOf(context, made, className)} | undefined` : '';
  const at = withComments(parsed, statement);
  const inParens = ts.isParenthesizedExpression(made.parent);
  return {
    edits: [
      { start: at, end: at, text: `let ${name}${type}${style.semicolon}${style.eol.repeat(2)}` },
      { start: made.getStart(), end: made.getStart(), text: `${inParens ? '' : '('}${name} ??= ` },
      ...(inParens ? [] : [{ start: made.end, end: made.end, text: ')' }]),
    ],
    kept: [],
    imports: [],
    form: 'other',
    note: 'The SDK object is built once and keeps its tokens.',
  };
}

/** Where the comments that belong to a statement begin. */
function withComments(parsed: ParsedFile, statement: ts.Node): number {
  const start = statement.getStart();
  const comments = ts.getLeadingCommentRanges(parsed.text, statement.pos) ?? [];
  let from = start;
  for (const comment of [...comments].reverse()) {
    // A blank line parts a comment from the statement.
    if (/\n[ \t]*\r?\n/.test(parsed.text.slice(comment.end, from))) break;
    from = comment.pos;
  }
  return from;
}

/** A class that was required is a value alone, and no type. */
function typeOf({ parsed }: SiteContext, made: ts.NewExpression, className: string): string {
  const [root] = className.split('.');
  const isRequired = importedNames(parsed).some(
    ({ local }) => local.text === root && ts.findAncestor(local, ts.isVariableStatement) !== undefined,
  );
  return isRequired ? `InstanceType<typeof ${className}>` : className + typeArguments(made);
}

function typeArguments(made: ts.NewExpression): string {
  return made.typeArguments ? `<${made.typeArguments.map((type) => type.getText()).join(', ')}>` : '';
}

function topStatement(node: ts.Node): ts.Node {
  return ts.isSourceFile(node.parent) ? node : topStatement(node.parent);
}

function variableName(path: string): string[] {
  const className = path.split('.').at(-1)!;
  const stem = className[0]!.toLowerCase() + className.slice(1);
  return [stem, `shared${className}`, stem];
}

/** The `new` expression that a call's receiver was made by, in the same function. */
export function madeBy(context: SiteContext, receiver: ts.Expression): ts.NewExpression | null {
  if (ts.isParenthesizedExpression(receiver)) return madeBy(context, receiver.expression);
  if (ts.isNewExpression(receiver)) return receiver;
  if (!ts.isIdentifier(receiver)) return null;
  const [declaration, ...others] = symbolOf(context.parsed, receiver)?.declarations ?? [];
  if (!declaration || others.length > 0 || !ts.isVariableDeclaration(declaration)) return null;
  if (functionOf(declaration) !== functionOf(receiver) || !declaration.initializer) return null;
  return madeBy(context, declaration.initializer);
}
