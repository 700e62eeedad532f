/** Who calls a route of the application: components by its address, and forms. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { continuationOf } from '../browser/continuation.js';
import { promised } from '../browser/replace-request.js';
import { signInFunction, type SignInFunction } from '../browser/sign-in-function.js';
import type { Sources } from '../browser/sources.js';

export interface RouteCaller {
  signIn: SignInFunction;
  /** Where the code goes afterwards, when it says so once: a path of the application. */
  landing: string | null;
}

/** @returns the callers; files with forms that post to the route, which need no change. Or why one is not understood. */
export function routeCallers(
  sources: Sources,
  address: string,
): { callers: RouteCaller[]; forms: Set<string> } | string {
  const callers: RouteCaller[] = [];
  const forms = new Set<string>();
  for (const parsed of sources.matching(new RegExp(`['"\`]${address}['"\`?]`))) {
    let unknown: string | null = null;
    walk(parsed.tree, (node) => {
      if (unknown !== null || !ts.isStringLiteralLike(node) || node.text !== address) return;
      if (isFormAction(node)) forms.add(parsed.file);
      else if (ts.isCallExpression(node.parent) && node.parent.arguments[0] === node) {
        const caller = callerOf(sources, parsed, node.parent);
        if (typeof caller === 'string') unknown = caller;
        else callers.push(caller);
      } else unknown = `${parsed.file}:${lineOf(parsed.text, node.getStart())} names ${address}`;
    });
    if (unknown !== null) return unknown;
  }
  if (callers.length + forms.size === 0) return `nobody was found who calls ${address}`;
  return { callers, forms };
}

export function callerOf(
  sources: Sources,
  parsed: ParsedFile,
  call: ts.CallExpression,
): RouteCaller | string {
  const signIn = signInFunction(parsed, call);
  if (!signIn)
    return `${parsed.file}:${lineOf(parsed.text, call.getStart())} calls the route outside of a function`;
  const behind = continuationOf(sources, signIn, call, promised(signIn).kept);
  if (behind.unknown !== null) return behind.unknown;
  const landings = new Set(behind.nodes.flatMap(({ node }) => landingsIn(node)));
  return { signIn, landing: landings.size === 1 ? [...landings][0]! : null };
}

function isFormAction(node: ts.Node): boolean {
  const attribute = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent;
  return ts.isJsxAttribute(attribute) && attribute.name.getText() === 'action';
}

/** `router.push('/orders')`, `window.location.href = '/orders'`. */
function landingsIn(root: ts.Node): string[] {
  const found: string[] = [];
  walk(root, (node) => {
    if (!ts.isStringLiteralLike(node) || !/^\/(?!\/)/.test(node.text)) return;
    const { parent } = node;
    if (
      ts.isCallExpression(parent) &&
      /\.(push|replace|assign)$|^navigate$/.test(parent.expression.getText())
    )
      found.push(node.text);
    if (
      ts.isBinaryExpression(parent) &&
      parent.right === node &&
      /location(\.href)?$/.test(parent.left.getText())
    )
      found.push(node.text);
  });
  return found;
}
