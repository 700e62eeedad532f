/** Functions that are handed work, or a promise, and look at how it fails: `retry(() => login())`, `Promise.allSettled([login()])`. */
import { ts } from 'ts-morph';
import type { ParsedFile } from '../source/parsed-file.js';
import { lastName, walk } from '../source/nodes.js';
import { symbolOf } from '../source/scope.js';

/** By their names, where they are of another file or package. */
const HANDLING =
  /retry|retries|attempt|backoff|^try|safe|settle|catch|recover|fallback|errorHand|handleErr|handleAsync|asyncHand|neverthrow|^to$|^ok$|^any$/i;

/** True for an argument of a call that handles its errors. */
export function isHandled(parsed: ParsedFile, { expression: callee }: ts.CallExpression): boolean {
  const name = lastName(callee);
  // What a handler of a promise does fails outside of it.
  if (name === undefined || (ts.isPropertyAccessExpression(callee) && name === 'catch')) return false;
  const body = ts.isIdentifier(callee) ? bodyOf(parsed, callee) : undefined;
  return body ? catches(body) : HANDLING.test(name);
}

/** The function of this file that a name calls. */
function bodyOf(parsed: ParsedFile, name: ts.Identifier): ts.Node | undefined {
  const [declaration] = symbolOf(parsed, name)?.declarations ?? [];
  if (declaration && ts.isFunctionDeclaration(declaration)) return declaration.body;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return made && (ts.isArrowFunction(made) || ts.isFunctionExpression(made)) ? made.body : undefined;
}

function catches(body: ts.Node): boolean {
  let found = false;
  walk(body, (node) => {
    if (ts.isCatchClause(node) && node.variableDeclaration) found = true;
    if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent))
      found ||=
        node.parent.expression === node &&
        (/^(catch|allSettled)$/.test(node.name.text) ||
          (node.name.text === 'then' && node.parent.arguments.length > 1));
    return !found;
  });
  return found;
}
