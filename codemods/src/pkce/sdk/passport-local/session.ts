/** passport's session: whether it keeps the user as it is, and where the user is there to be read. */
import { ts } from 'ts-morph';
import { memberName, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { filesWith } from '../files-with.js';
import type { SdkContext } from '../sdk-rewire.js';

export interface PassportSession {
  parsed: ParsedFile;
  /** `app.use(passport.session())`; behind it, `request.user` is there. */
  statement: ts.ExpressionStatement;
  /** `app`, as it is written. */
  app: string;
}

/** Null where the user that is read is not the whole one of the sign-in, or where there are several sessions or none. */
export function passportSession(context: SdkContext): PassportSession | null {
  if (!keepsWhole(context, 'serializeUser') || !keepsWhole(context, 'deserializeUser')) return null;
  const found: PassportSession[] = [];
  for (const parsed of filesWith(context, /\bpassport\b/))
    walk(parsed.tree, (node) => {
      if (!ts.isCallExpression(node) || !/\bpassport\.session$/.test(node.expression.getText())) return;
      const use = node.parent;
      if (!ts.isCallExpression(use) || memberName(use.expression) !== 'use') return;
      if (use.arguments.length !== 1 || !ts.isExpressionStatement(use.parent)) return;
      const app = (use.expression as ts.PropertyAccessExpression).expression.getText();
      found.push({ parsed, statement: use.parent, app });
    });
  const [session, ...others] = found;
  return session && others.length === 0 ? session : null;
}

/** `passport.serializeUser((user, done) => done(null, user))`, or the method of a class, once. */
function keepsWhole(context: SdkContext, name: 'serializeUser' | 'deserializeUser'): boolean {
  const found: ts.Node[] = [];
  for (const parsed of filesWith(context, new RegExp(`\\b${name}\\b`)))
    walk(parsed.tree, (node) => {
      if (ts.isCallExpression(node) && memberName(node.expression) === name)
        found.push(node.arguments[0] ?? node);
      // Nest's PassportSerializer.
      if (ts.isMethodDeclaration(node) && node.name.getText() === name) found.push(node);
    });
  const [fn, ...others] = found;
  if (others.length > 0 || !fn || !isFunction(fn)) return false;
  const [user, done] = fn.parameters.map((parameter) => parameter.name.getText());
  const only = onlyExpression(fn);
  if (!only || !ts.isCallExpression(only) || only.expression.getText() !== done) return false;
  const [error, given] = only.arguments;
  // `user as User`: what stands in types alone changes nothing.
  const plain = given && ts.isAsExpression(given) ? given.expression : given;
  return error?.kind === ts.SyntaxKind.NullKeyword && plain?.getText() === user;
}

type Callback = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration;

function isFunction(node: ts.Node): node is Callback {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node);
}

function onlyExpression(fn: Callback): ts.Expression | undefined {
  if (!fn.body || !ts.isBlock(fn.body)) return fn.body;
  const [statement, ...others] = fn.body.statements;
  if (!statement || others.length > 0) return undefined;
  if (ts.isReturnStatement(statement) || ts.isExpressionStatement(statement)) return statement.expression;
  return undefined;
}
