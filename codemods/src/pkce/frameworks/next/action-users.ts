/** Who uses a server action: forms, hooks that give its state, and components that call it. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { walk } from '../../../source/nodes.js';
import { identifiers } from '../../../source/scope.js';
import { calledBy, isDeclared } from '../browser/continuation.js';
import type { SignInFunction } from '../browser/sign-in-function.js';
import type { Sources } from '../browser/sources.js';
import { callerOf, type RouteCaller } from './route-callers.js';
import { isClient } from './token-cookie.js';

export interface ActionUsers {
  callers: RouteCaller[];
  /** Files with a form that posts to it, and how often it is one. */
  forms: Set<string>;
  /** A hook takes types from its parameters, which therefore stay. */
  hasState: boolean;
}

/** @returns the users; a form needs no change. Or why one of them is not understood. */
export function actionUsers(sources: Sources, { fn, name }: SignInFunction): ActionUsers | string {
  const users: ActionUsers = { callers: [], forms: new Set(), hasState: false };
  if (name === null) return 'The server action has no name by which its users could be found';
  for (const parsed of sources.matching(new RegExp(`\\b${name}\\b`)))
    for (const use of identifiers(parsed, name)) {
      if (isDeclared(use, fn)) continue;
      const place = `${parsed.file}:${lineOf(parsed.text, use.getStart())}`;
      const call = calledBy(use);
      if (isFormAction(use)) users.forms.add(parsed.file);
      else if (isStateHook(use)) {
        users.forms.add(parsed.file);
        users.hasState = true;
      } else if (call && isClient(parsed)) {
        const caller = callerOf(sources, parsed, call);
        if (typeof caller === 'string') return caller;
        users.callers.push(caller);
      } else return call ? `${place} calls ${name} on the server` : `${place} hands ${name} on as a value`;
    }
  if (users.forms.size + users.callers.length === 0) return `nobody was found who uses ${name}`;
  return users;
}

/** `<form action={login}>`, `<button formAction={login}>`. */
function isFormAction(use: ts.Identifier): boolean {
  const { parent } = use;
  return (
    ts.isJsxExpression(parent) &&
    ts.isJsxAttribute(parent.parent) &&
    /^(action|formAction)$/.test(parent.parent.name.getText())
  );
}

/** `useActionState(login, …)`, `useFormState(login, …)`: what they give is the action of a form. */
function isStateHook({ parent }: ts.Identifier): boolean {
  return (
    ts.isCallExpression(parent) && /(^|\.)(useActionState|useFormState)$/.test(parent.expression.getText())
  );
}

/** Where the action leads to when it has succeeded, when it says so once: a path of the application. */
export function landingOf(fn: ts.FunctionLikeDeclaration): string | null {
  const found = new Set<string>();
  walk(fn, (node) => {
    // What follows a check is about a failure.
    if (ts.isIfStatement(node) || ts.isCatchClause(node)) return false;
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'redirect') return true;
    const [path] = node.arguments;
    if (path && ts.isStringLiteralLike(path) && /^\/(?!\/)/.test(path.text)) found.add(path.text);
    return true;
  });
  return found.size === 1 ? [...found][0]! : null;
}
