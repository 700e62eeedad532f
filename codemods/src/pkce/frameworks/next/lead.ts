/** Routes, server actions and components that lead to the flow in the place of what they did. */
import { ts } from 'ts-morph';
import { contains, spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { identifiers } from '../../../source/scope.js';
import { indentationAt, quoted, styleOf } from '../../../source/style.js';
import { promised, replaceRequest, type EditedFiles } from '../browser/replace-request.js';
import { landingOf } from './action-users.js';
import type { Entry } from './entry.js';
import type { NextContext } from './context.js';
import type { RouteCaller } from './route-callers.js';

/** The login, and from there to where all callers went afterwards. */
function loginPath(callers: readonly Pick<RouteCaller, 'landing'>[]): string {
  const [landing, ...others] = new Set(callers.map((caller) => caller.landing));
  const isOne = landing != null && landing !== '/' && others.length === 0;
  return isOne ? `/auth/login?returnTo=${encodeURIComponent(landing)}` : '/auth/login';
}

/** The redirect of an action is followed by the browser: the login's own, to the provider, with a page of its own. */
export function leadActionToLogin({ signIn }: Entry, hasState: boolean, files: EditedFiles): void {
  const { parsed, fn } = signIn;
  const into = files.of(parsed);
  const { semicolon, eol, indent } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, fn.getStart());
  const landing = landingOf(fn);
  const path = quoted(landing === null ? '/auth/login' : loginPath([{ landing }]), styleOf(parsed));
  const redirect = into.names.localFor('next/navigation', 'redirect');
  // The import stays, though all that called it goes.
  into.kept.push(...identifiers(parsed, redirect).filter((name) => isWithin(name, fn.body!)));
  const [first] = (fn.body as ts.Block).statements;
  const directive = first && /^['"]use server/.test(first.getText()) ? [first.getText()] : [];
  const lines = [...directive, `${redirect}(${path})${semicolon}`];
  const body = `{${lines.map((line) => eol + indentation + indent + line).join('')}${eol}${indentation}}`;
  if (hasState) into.edits.push({ ...spanOf(fn.body!), text: body });
  else emptyHandler(fn, into.edits, body);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return contains(spanOf(outer), spanOf(node));
}

export function leadToLogin(
  parsed: ParsedFile,
  fn: ts.FunctionLikeDeclaration,
  callers: readonly RouteCaller[],
  files: EditedFiles,
  context: NextContext,
): void {
  const into = files.of(parsed);
  const { semicolon, eol, indent } = styleOf(parsed);
  const indentation = indentationAt(parsed.text, fn.getStart());
  const path = quoted(loginPath(callers), styleOf(parsed));
  const body = (text: string): string =>
    `{${eol}${indentation}${indent}${text}${semicolon}${eol}${indentation}}`;
  if (context.layout.router === 'pages') {
    const response = fn.parameters[1]?.name.getText() ?? 'res';
    into.edits.push({
      ...spanOf(fn.body!),
      text: body(`${response}.redirect(303, ${path})`),
    });
    return;
  }
  const goTo = into.names.localFor(context.moduleFor(parsed.file, 'answer'), 'goTo');
  emptyHandler(fn, into.edits, body(`return ${goTo}(${path}, [], 303)`));
}

/** The parameters and the type go with what used them. */
export function emptyHandler(
  fn: ts.FunctionLikeDeclaration,
  edits: { start: number; end: number; text: string }[],
  body: string,
): void {
  const [first] = fn.parameters;
  const last = fn.type ?? fn.parameters.at(-1);
  if (first && last) edits.push({ start: first.getStart(), end: last.end, text: fn.type ? ')' : '' });
  else if (fn.type) edits.push({ start: fn.parameters.end, end: fn.type.end, text: ')' });
  edits.push({ ...spanOf(fn.body!), text: body });
}

export function leave(
  { signIn, landing }: RouteCaller,
  name: 'signIn' | 'signOut',
  files: EditedFiles,
  context: NextContext,
): void {
  const into = files.of(signIn.parsed);
  const local = into.names.localFor(context.moduleFor(signIn.parsed.file, 'leave'), name);
  const argument =
    name === 'signIn' && landing !== null && landing !== '/' ? quoted(landing, styleOf(signIn.parsed)) : '';
  replaceRequest(signIn, into, `${local}(${argument})`, promised(signIn));
}
