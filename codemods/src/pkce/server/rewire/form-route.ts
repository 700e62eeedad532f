/** The page that asked for user name and password: the GET route of the same path. */
import { ts } from 'ts-morph';
import { walk } from '../../../source/nodes.js';
import { isAssignment } from '../../../source/scope.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { Dialect, Route } from './dialect.js';
import { isShown } from './effects.js';

export interface FormRoute {
  /** The page's handler, when it does nothing but show a page. */
  handler: ts.FunctionLikeDeclaration | null;
  steps: string[];
}

export function formRouteOf(parsed: ParsedFile, login: Route, dialect: Dialect): FormRoute {
  const result: FormRoute = { handler: null, steps: [] };
  walk(parsed.tree, (node) => {
    if (!isFunction(node) || node === login.handler || result.handler) return;
    const route = dialect.routeOf(parsed, node);
    if (route?.method !== 'get' || route.path !== login.path || route.owner !== login.owner) return;
    const view = onlyView(node, dialect);
    if (view === null)
      result.steps.push(
        `\`GET ${login.path}\` in \`${parsed.file}\` does more than show a form: let it lead to /auth/login.`,
      );
    else {
      result.handler = node;
      if (view !== '')
        result.steps.push(
          `The login page \`${view}\` is not shown any more: delete it with its fields for user name and password.`,
        );
    }
  });
  if (!result.handler && result.steps.length === 0)
    result.steps.push(
      `Where a form posts user name and password to \`${login.path ?? 'the login route'}\`, put a link to /auth/login in its place; until then the form still leads there.`,
    );
  return result;
}

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node);
}

/** The view that a handler shows and does nothing else; '' for a page without a name, null when it does more. */
function onlyView(handler: ts.FunctionLikeDeclaration, dialect: Dialect): string | null {
  const names = dialect.names(handler);
  const body = handler.body;
  if (!names || !body) return null;
  let view: string | null = '';
  let answers = 0;
  walk(body, (node) => {
    if (ts.isBinaryExpression(node)) {
      if (dialect.isAnswer(node.left.getText(), names)) answers += 1;
      else if (isAssignment(node.operatorToken.kind)) view = null;
    }
    if (!ts.isCallExpression(node)) return true;
    // `reply.send(pages.login())`: what makes the page is a part of it.
    if (isShown(node, names, dialect)) return true;
    const callee = node.expression.getText().replace(/\s+/g, '');
    if (/^path\.(join|resolve)$/.test(callee)) return false;
    if (!dialect.isAnswer(callee, names)) view = null;
    else {
      answers += 1;
      const [first] = node.arguments;
      if (
        view !== null &&
        /\.(render|view|sendFile|sendfile)$/.test(callee) &&
        first &&
        ts.isStringLiteralLike(first)
      )
        view = first.text;
    }
    return true;
  });
  return answers > 0 ? view : null;
}
