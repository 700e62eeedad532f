/** Parts of a request that a subclass may give otherwise: what this class answers says not what is sent. */
import { ts } from 'ts-morph';
import { functionOf, walk } from '../source/nodes.js';
import { symbolOf } from '../source/scope.js';
import type { SiteContext } from './site-context.js';

/** `{ grant_type, …, ...this.extra() }`, `new URLSearchParams(this.form())` in a class that others extend, or may. */
export function holdsOverridable(context: SiteContext, call: ts.CallExpression): boolean {
  const { parsed } = context;
  const cls = ts.findAncestor(call, ts.isClassLike);
  if (!cls || !mayBeExtended(context, cls)) return false;
  const seen = new Set<ts.Node>();
  const holds = (root: ts.Node): boolean => {
    let found = false;
    walk(root, (node) => {
      if (found || seen.has(node)) return false;
      seen.add(node);
      if (isOfThis(node) && isTakenApart(node)) found = true;
      else if (ts.isIdentifier(node)) {
        const [declaration] = symbolOf(parsed, node)?.declarations ?? [];
        const isLocal =
          declaration &&
          ts.isVariableDeclaration(declaration) &&
          functionOf(declaration) === functionOf(call);
        if (isLocal && declaration.initializer) found = holds(declaration);
      }
      return !found;
    });
    return found;
  };
  return call.arguments.some(holds);
}

/** `this.form()`, `this.form` */
function isOfThis(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return isOfThis(node.expression);
  return ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** Spread, or what a form is made of: as the value of a member it would move as it stands. */
function isTakenApart(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression === node) return false;
  return (
    ts.isSpreadAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ((ts.isNewExpression(parent) || ts.isCallExpression(parent)) && isForm(parent))
  );
}

function isForm({ expression }: ts.NewExpression | ts.CallExpression): boolean {
  return /(^|\.)(URLSearchParams|stringify|assign|entries)$/.test(expression.getText());
}

function mayBeExtended({ parsed, filesElsewhere }: SiteContext, cls: ts.ClassLikeDeclaration): boolean {
  const flags = ts.getCombinedModifierFlags(cls);
  if ((flags & ts.ModifierFlags.Abstract) !== 0 || !cls.name) return true;
  const { text } = cls.name;
  const extended = new RegExp(`\\bextends\\s+([\\w$]+\\.)*${text.replaceAll('$', '\\$')}\\b`);
  return extended.test(parsed.text) || filesElsewhere([text], extended).length > 0;
}
