/** next-auth's CredentialsProvider, and whether its `authorize` does nothing but sign in. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import { importedNames } from '../../../source/import-names.js';
import { contains, spanOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';

export const CREDENTIALS = 'next-auth/providers/credentials';

/** The `CredentialsProvider({ … })` that a node stands in. */
export function credentialsAround(parsed: ParsedFile, inner: ts.Node | undefined): ts.CallExpression | null {
  const names = importedNames(parsed).filter(({ module }) => module === CREDENTIALS);
  if (names.length === 0) return null;
  for (let node = inner; node && !ts.isSourceFile(node); node = node.parent)
    if (
      ts.isCallExpression(node) &&
      names.some(({ local }) => (node as ts.CallExpression).expression.getText() === local.text)
    )
      return node;
  return null;
}

export function authorizeOf(options: ts.Expression | undefined): ts.FunctionLikeDeclaration | null {
  if (!options || !ts.isObjectLiteralExpression(options)) return null;
  for (const property of options.properties) {
    if (property.name?.getText() !== 'authorize') continue;
    if (ts.isMethodDeclaration(property)) return property;
    if (!ts.isPropertyAssignment(property)) return null;
    const { initializer } = property;
    return ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ? initializer : null;
  }
  return null;
}

/** Reading the answer, checking it, and speaking of it. */
const HARMLESS =
  /^(console\.\w+|String|Number|Boolean|Date\.now|Math\.\w+|Buffer\.from|atob|jwtDecode|jwt_decode|decodeJwt)$|\.(json|text|toString|trim|catch|then|decode|split|parse|safeParse|stringify|includes)$/;

/** A call that is lost with `authorize`: nobody knows whether somebody needs it. `known` are the request and what builds it. */
export function doesMore(authorize: ts.FunctionLikeDeclaration, known: readonly Span[]): boolean {
  let found = false;
  walk(authorize, (node) => {
    if (found || known.some((span) => contains(span, spanOf(node)))) return false;
    if (!ts.isCallExpression(node)) return true;
    const callee = node.expression.getText().replace(/\s+/g, '');
    // What holds the request is its own chain.
    if (!HARMLESS.test(callee) && !known.some((span) => contains(spanOf(node), span))) found = true;
    return !found;
  });
  return found;
}
