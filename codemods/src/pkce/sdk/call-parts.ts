/** The parts of an SDK's call that a rewire takes over or drops. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import type { SdkContext } from './sdk-rewire.js';
import { callAt, lastName, memberName } from '../../source/nodes.js';
import { indentationAt } from '../../source/style.js';

export interface MemberCall {
  call: ts.CallExpression;
  /** What the method is called on. */
  receiver: ts.Expression;
  /** The method's name. */
  name: ts.MemberName;
}

/** `receiver.member(…)` at the site; undefined when it is called in another way. */
export function memberCall(context: SdkContext, site: RequestSite): MemberCall | undefined {
  const call = callAt(context.parsed, { start: site.start.offset, end: site.end.offset });
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression))
    return undefined;
  if (call.questionDotToken || call.expression.questionDotToken) return undefined;
  return { call, receiver: call.expression.expression, name: call.expression.name };
}

export interface Members {
  object: ts.ObjectLiteralExpression;
  byName: ReadonlyMap<string, ts.PropertyAssignment | ts.ShorthandPropertyAssignment>;
}

/** The members of an object that is written out, each by a plain name; undefined when something in it cannot be read. */
export function membersOf(node: ts.Node | undefined): Members | undefined {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  const byName = new Map<string, ts.PropertyAssignment | ts.ShorthandPropertyAssignment>();
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return undefined;
    if (!ts.isIdentifier(property.name) && !ts.isStringLiteral(property.name)) return undefined;
    byName.set(property.name.text, property);
  }
  return { object: node, byName };
}

/** Whether all names are among these. */
export function onlyMembers({ byName }: Members, allowed: readonly string[]): boolean {
  return [...byName.keys()].every((name) => allowed.includes(name));
}

/** The text of a member as it would stand in a new object, under another name if given. */
export function memberText(members: Members, name: string, as = name): string {
  const member = members.byName.get(name)!;
  const value = ts.isPropertyAssignment(member) ? member.initializer.getText() : member.name.text;
  return value === as ? as : `${as}: ${value}`;
}

/** `new Class(…)` that made the object, when the file shows it; the class's name. */
export function classOf(context: SdkContext, receiver: ts.Expression): string | undefined {
  let expression: ts.Expression = receiver;
  while (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression))
    expression = expression.expression;
  if (ts.isNewExpression(expression)) return lastName(expression.expression);
  if (ts.isIdentifier(expression)) return declaredClass(context, expression);
  const member = memberName(expression);
  return member === undefined ? undefined : fieldClass(context, member);
}

function declaredClass(context: SdkContext, name: ts.Identifier): string | undefined {
  for (const declaration of context.parsed.checker.getSymbolAtLocation(name)?.declarations ?? []) {
    if (!ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration)) continue;
    const { type, initializer } = declaration;
    if (type && ts.isTypeReferenceNode(type)) return type.typeName.getText();
    if (initializer && ts.isNewExpression(initializer)) return lastName(initializer.expression);
  }
  return undefined;
}

/** A field or constructor property of that name, anywhere in the file: two classes that disagree give no answer. */
function fieldClass(context: SdkContext, member: string): string | undefined {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      (ts.isPropertyDeclaration(node) || ts.isParameter(node)) &&
      ts.isIdentifier(node.name) &&
      node.name.text === member
    ) {
      if (node.type && ts.isTypeReferenceNode(node.type)) found.add(node.type.typeName.getText());
      else if (node.initializer && ts.isNewExpression(node.initializer))
        found.add(lastName(node.initializer.expression) ?? '?');
      else if (node.initializer && ts.isCallExpression(node.initializer)) {
        // Angular: `oauth = inject(OAuthService)`.
        const [token] = node.initializer.arguments;
        if (token && node.initializer.expression.getText() === 'inject') found.add(token.getText());
      }
    }
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      memberName(node.left) === member &&
      ts.isNewExpression(node.right)
    )
      found.add(lastName(node.right.expression) ?? '?');
    ts.forEachChild(node, visit);
  };
  visit(context.parsed.tree);
  return found.size === 1 ? [...found][0] : undefined;
}

/** An object in the place of another: on one line or over several, as that was. */
export function printObject(
  { parsed, style }: SdkContext,
  old: ts.ObjectLiteralExpression,
  members: readonly string[],
): string {
  if (members.length === 0) return '{}';
  if (!parsed.text.slice(old.getStart(), old.end).includes('\n')) return `{ ${members.join(', ')} }`;
  const outer = indentationAt(parsed.text, old.getStart());
  const lines = members.map((member) => `${outer}${style.indent}${member}`);
  return `{${style.eol}${lines.join(`,${style.eol}`)}${style.trailingComma ? ',' : ''}${style.eol}${outer}}`;
}
