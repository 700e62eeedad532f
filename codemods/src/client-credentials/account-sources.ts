/** Where an account comes in, within one file: the parameters of functions and constructors that a value is read from. */
import { ts } from 'ts-morph';
import { walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, symbolOf } from '../source/scope.js';

export interface AccountSource {
  parameter: ts.ParameterDeclaration;
  /** The member of what is given that is read, where it is one. */
  member: string | undefined;
}

/** Local variables and fields of a class are followed to what they were made of. */
export function sourcesIn(
  parsed: ParsedFile,
  value: ts.Node,
  member?: string,
  seen = new Set<ts.Node>(),
): AccountSource[] {
  const found: AccountSource[] = [];
  if (seen.has(value)) return found;
  seen.add(value);
  walk(value, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isElementAccessExpression(node)) {
      found.push(...sourcesIn(parsed, node.expression, readFrom(node), seen));
      found.push(...sourcesIn(parsed, node.argumentExpression, undefined, seen));
      return false;
    }
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword)
      found.push(...ofField(parsed, node, readFrom(node) ?? (node === value ? member : undefined), seen));
    else if (ts.isIdentifier(node) && !isPropertyName(node))
      found.push(...ofName(parsed, node, readFrom(node) ?? (node === value ? member : undefined), seen));
    return true;
  });
  return found;
}

/** `user` of `account.user` */
function readFrom({ parent }: ts.Node): string | undefined {
  return ts.isPropertyAccessExpression(parent) && parent.expression.kind !== ts.SyntaxKind.ThisKeyword
    ? parent.name.text
    : undefined;
}

function ofName(
  parsed: ParsedFile,
  name: ts.Identifier,
  member: string | undefined,
  seen: Set<ts.Node>,
): AccountSource[] {
  const [declaration] = symbolOf(parsed, name)?.declarations ?? [];
  if (!declaration) return [];
  if (ts.isParameter(declaration)) return [{ parameter: declaration, member }];
  if (ts.isVariableDeclaration(declaration))
    return declaration.initializer ? sourcesIn(parsed, declaration.initializer, member, seen) : [];
  if (!ts.isBindingElement(declaration)) return [];
  let outermost = declaration;
  while (ts.isBindingElement(outermost.parent.parent)) outermost = outermost.parent.parent;
  const { parent: pattern } = outermost;
  const whole = pattern.parent;
  const taken =
    ts.isObjectBindingPattern(pattern) && !outermost.dotDotDotToken
      ? (outermost.propertyName ?? outermost.name).getText()
      : undefined;
  if (ts.isParameter(whole)) return [{ parameter: whole, member: taken }];
  return ts.isVariableDeclaration(whole) && whole.initializer
    ? sourcesIn(parsed, whole.initializer, taken, seen)
    : [];
}

/** What the constructor puts into `this.user`. */
function ofField(
  parsed: ParsedFile,
  field: ts.PropertyAccessExpression,
  member: string | undefined,
  seen: Set<ts.Node>,
): AccountSource[] {
  const cls = ts.findAncestor(field, ts.isClassLike);
  const made = cls?.members.find(ts.isConstructorDeclaration);
  if (!made?.body) return [];
  const name = field.name.text;
  const own = made.parameters.find(
    (parameter) => ts.isParameterPropertyDeclaration(parameter, made) && parameter.name.getText() === name,
  );
  if (own) return [{ parameter: own, member }];
  const found: AccountSource[] = [];
  walk(made.body, (node) => {
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      node.left.getText() === `this.${name}`
    )
      found.push(...sourcesIn(parsed, node.right, member, seen));
    return true;
  });
  return found;
}
