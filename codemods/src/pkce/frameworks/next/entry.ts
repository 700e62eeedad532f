/** Where a person's password comes in: a route handler or a server action, through functions that it alone calls. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { lineOf } from '../../../source/lines.js';
import { nodeAt } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { identifiers } from '../../../source/scope.js';
import { calledBy, isDeclared } from '../browser/continuation.js';
import { signInFunction, type SignInFunction } from '../browser/sign-in-function.js';
import type { Sources } from '../browser/sources.js';
import { addressOf, type Layout } from './layout.js';

export interface Entry {
  /** Its address; null for a server action, which is used by its name. */
  address: string | null;
  signIn: SignInFunction;
  /** Functions between it and the request, the request's own first; nothing else calls them. */
  helpers: SignInFunction[];
  /** The request itself. */
  request: ts.Node;
}

/** Functions between the route and the request that are looked through. */
const DEPTH = 4;

/** @returns why there is none, in words */
export function entryOf(site: RequestSite, layout: Layout, sources: Sources): Entry | string {
  let parsed = sources.parsed(site.file);
  const request = parsed && nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  let node = request;
  const helpers: SignInFunction[] = [];
  for (let depth = 0; parsed && request && node && depth < DEPTH; depth += 1) {
    const signIn = signInFunction(parsed, node);
    if (!signIn?.fn.body || !ts.isBlock(signIn.fn.body))
      return 'The request does not stand in the handler of a route';
    const { fn, name } = signIn;
    const address = isExported(fn) ? addressOf(layout, parsed.file) : null;
    if (address !== null) return { address, signIn, helpers, request };
    if (isAction(parsed, fn)) return { address: null, signIn, helpers, request };
    if (name === null) return 'The request does not stand in a route of the application';
    const calls = callsOf(sources, fn, name);
    if (typeof calls === 'string') return calls;
    const [call, ...others] = calls;
    if (!call || others.length > 0)
      return `\`${name}\` is called in ${calls.length} places: one route or server action alone must lead to the request`;
    helpers.push(signIn);
    ({ parsed, node } = call);
  }
  return 'The way from a route to the request is too long';
}

/** `export async function POST`, `export default function handler(req, res)`. */
function isExported(fn: ts.FunctionLikeDeclaration): boolean {
  const holder = ts.isFunctionDeclaration(fn)
    ? fn
    : ts.isVariableDeclaration(fn.parent)
      ? fn.parent.parent.parent
      : fn.parent;
  if (ts.isExportAssignment(holder)) return true;
  const hasKeyword =
    ts.canHaveModifiers(holder) &&
    (ts.getModifiers(holder)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
  if (hasKeyword) return true;
  const name =
    fn.name?.getText() ?? (ts.isVariableDeclaration(fn.parent) ? fn.parent.name.getText() : undefined);
  return name !== undefined && new RegExp(`export default ${name}\\b`).test(fn.getSourceFile().text);
}

/** `'use server'` at the top of its file, or of itself. */
function isAction({ tree }: ParsedFile, fn: ts.FunctionLikeDeclaration): boolean {
  if (isUseServer(tree.statements[0])) return isExported(fn);
  return !!fn.body && ts.isBlock(fn.body) && isUseServer(fn.body.statements[0]);
}

function isUseServer(statement: ts.Statement | undefined): boolean {
  return (
    !!statement &&
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteralLike(statement.expression) &&
    statement.expression.text === 'use server'
  );
}

/** Every call of a function, by its name wherever it stands; or the place that hands it on. */
function callsOf(
  sources: Sources,
  fn: ts.Node,
  name: string,
): { parsed: ParsedFile; node: ts.CallExpression }[] | string {
  const calls: { parsed: ParsedFile; node: ts.CallExpression }[] = [];
  for (const parsed of sources.matching(new RegExp(`\\b${name}\\b`)))
    for (const use of identifiers(parsed, name)) {
      if (isDeclared(use, fn)) continue;
      const call = calledBy(use);
      if (!call) return `${parsed.file}:${lineOf(parsed.text, use.getStart())} hands ${name} on as a value`;
      calls.push({ parsed, node: call });
    }
  return calls;
}
