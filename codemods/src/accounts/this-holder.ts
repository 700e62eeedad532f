/** The class or object that `this` means. */
import { ts } from 'ts-morph';

/** Undefined where callers decide what `this` is. */
export function holderOfThis(
  self: ts.Node,
): ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | undefined {
  for (let node = self; ; node = node.parent) {
    const { parent } = node;
    if (!parent || ts.isSourceFile(parent)) return undefined;
    const isOwn = ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isConstructorDeclaration(node);
    if (isOwn || ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node))
      return ts.isClassLike(parent) || ts.isObjectLiteralExpression(parent) ? parent : undefined;
    if (ts.isFunctionDeclaration(node)) return undefined;
    if (ts.isFunctionExpression(node))
      return ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)
        ? parent.parent
        : undefined;
  }
}
