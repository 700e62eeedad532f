/** What a login handler does besides asking for the token. Anything that is not known here would be lost by a redirect. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import { contains, spanOf, walk } from '../../../source/nodes.js';
import { isAssignment } from '../../../source/scope.js';
import type { Dialect } from './dialect.js';

export interface Effects {
  /** Assignments of members of the session: `req.session.token = data.access_token`. */
  writes: { member: string; value: ts.Expression; node: ts.BinaryExpression }[];
  /** Redirects outside of error handling, as written: where a person lands after the sign-in. */
  landings: string[];
  /** An answer with data instead of a page: a program asked, not a browser that could be sent elsewhere. */
  answersProgram: boolean;
  /** Something else; its text, for the note. */
  unknown: string | null;
}

type Names = { request: string; response: string };

const PURE =
  /^(console\.\w+|(this\.)?(log|logger|debug)(\.\w+)?|(req|request|ctx|context)\.log\.\w+|Buffer\.from|btoa|encodeURIComponent|String|Number|Boolean|Date\.now|JSON\.(stringify|parse)|URLSearchParams|Object\.\w+|(first|last)ValueFrom|qs\.stringify|querystring\.stringify)$/;
const PURE_MEMBER = /\.(toString|trim|toLowerCase|json|text|startsWith|includes|split|join|catch|then)$/;
/** What a session does of itself; members of it that are written are looked at one by one. */
const OF_SESSION = /^(session\.(save|regenerate|touch|reload)|flash|get)$/;
/** They may carry the token away: to the browser, where it must not be. */
const CARRIERS = /\.(cookies?|setCookie|setHeader|headers?|append|set|vary|links|attachment)$/;

export function effectsOf(
  handler: ts.FunctionLikeDeclaration,
  names: Names,
  dialect: Dialect,
  known: { request: readonly Span[]; helpers: ReadonlySet<string> },
): Effects {
  const effects: Effects = { writes: [], landings: [], answersProgram: false, unknown: null };
  const session = new RegExp(`^${names.request}\\.session\\.(\\w+)$`);
  const body = handler.body;
  if (!body) return { ...effects, unknown: 'no body' };
  walk(body, (node) => {
    if (known.request.some((span) => contains(span, spanOf(node)))) return false;
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      const target = node.left.getText();
      const member = session.exec(target)?.[1];
      if (member && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
        effects.writes.push({ member, value: node.right, node });
      else if (!dialect.isAnswer(target, names) && !isLocal(node.left, handler))
        effects.unknown ??= node.getText();
    }
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText().replace(/\s+/g, '');
      const landing = /\.redirect$/.test(callee) && dialect.isAnswer(callee, names);
      if (isDataAnswer(callee, node, names, dialect) && !isInFailure(node, body))
        effects.answersProgram = true;
      if (landing && !isInFailure(node, body)) effects.landings.push(node.arguments.at(-1)?.getText() ?? '');
      const isKnown =
        PURE.test(callee) ||
        PURE_MEMBER.test(callee) ||
        callee === 'next' ||
        known.helpers.has(callee.split('.').at(-1)!) ||
        (callee.startsWith(`${names.request}.`) && OF_SESSION.test(callee.slice(names.request.length + 1))) ||
        (dialect.isAnswer(callee, names) && (!CARRIERS.test(callee) || isConstant(node)));
      if (!isKnown && !isOfFailurePage(node, body, names, dialect)) effects.unknown ??= node.getText();
    }
    if (ts.isReturnStatement(node) && node.expression && isData(node.expression) && !isInFailure(node, body))
      effects.answersProgram ||= functionAround(node) === handler;
    if (ts.isDeleteExpression(node)) effects.unknown ??= node.getText();
    return true;
  });
  return effects;
}

/** A call that makes the page which says that the sign-in failed: the provider says it now. */
function isOfFailurePage(node: ts.CallExpression, body: ts.Node, names: Names, dialect: Dialect): boolean {
  return isShown(node, names, dialect) && isInFailure(node, body);
}

/** A call whose value is what is answered. */
export function isShown(node: ts.CallExpression, names: Names, dialect: Dialect): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.right === node && dialect.isAnswer(parent.left.getText(), names);
  return (
    ts.isCallExpression(parent) &&
    parent.expression !== node &&
    dialect.isAnswer(parent.expression.getText(), names)
  );
}

/** A variable of the handler. */
function isLocal(target: ts.Node, handler: ts.FunctionLikeDeclaration): boolean {
  let found = false;
  if (!ts.isIdentifier(target)) return false;
  walk(handler, (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === target.text) found = true;
  });
  return found;
}

/** In a `catch`, or in what follows a check that the sign-in failed. */
function isInFailure(node: ts.Node, body: ts.Node): boolean {
  for (let inner: ts.Node = node; inner !== body; inner = inner.parent) {
    const { parent } = inner;
    if (ts.isCatchClause(parent)) return true;
    if (
      ts.isIfStatement(parent) &&
      parent.thenStatement === inner &&
      /^!|!==? ?200|>= ?400/.test(parent.expression.getText())
    )
      return true;
    if (ts.isCallExpression(parent) && parent.expression.getText().endsWith('.catch')) return true;
  }
  return false;
}

/** `reply.header('content-type', 'text/html')`: nothing of the sign-in is in it. */
function isConstant(node: ts.CallExpression): boolean {
  return node.arguments.every((argument) => ts.isLiteralExpression(argument));
}

function isDataAnswer(callee: string, node: ts.CallExpression, names: Names, dialect: Dialect): boolean {
  if (!dialect.isAnswer(callee, names)) return false;
  const [first] = node.arguments;
  if (/\.json$/.test(callee)) return true;
  return /\.(send|end)$/.test(callee) && first !== undefined && isData(first);
}

/** Not a text that a person reads. */
function isData(expression: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(expression) ||
    ts.isIdentifier(expression) ||
    ts.isPropertyAccessExpression(expression) ||
    (ts.isCallExpression(expression) && expression.expression.getText() === 'JSON.stringify')
  );
}

function functionAround(node: ts.Node): ts.Node {
  let outer = node.parent;
  while (!ts.isFunctionLike(outer) && !ts.isSourceFile(outer)) outer = outer.parent;
  return outer;
}
