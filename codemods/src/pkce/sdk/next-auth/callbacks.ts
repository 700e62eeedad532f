/** What the `jwt` callback reads of the signed-in user: tokens come with the account now, the person with the profile. */
import { ts } from 'ts-morph';
import { lastName, spanOf, walk, withCasts, withoutParens } from '../../../source/nodes.js';
import { referencesOf } from '../../../source/scope.js';
import type { SdkContext } from '../sdk-rewire.js';

/** The member of next-auth's Account that holds what a member of the user had held; 'person': the profile has it, too. */
export type Kinds = (member: string) => string | null;

const TOKENS = /^(access_token|refresh_token|id_token|token_type|scope)$/;
const EXPIRES_AT = /Date\.now\(\)\s*\/\s*1000.*\+.*\bexpires_in\b/s;
/** What next-auth's providers make of the ID token. */
const PERSON = /^(id|name|email|image)$/;

/** By the objects that `authorize` returns. */
export function kindsIn(authorize: ts.FunctionLikeDeclaration): Kinds {
  const found = new Map<string, string | null>();
  let isWhole = false;
  walk(authorize, (node) => {
    if (node !== authorize && ts.isFunctionLike(node)) return false;
    const returned = ts.isReturnStatement(node) ? node.expression : undefined;
    if (!returned || returned.kind === ts.SyntaxKind.NullKeyword) return true;
    const object = withoutParens(returned);
    if (!ts.isObjectLiteralExpression(object)) {
      isWhole = true;
      return true;
    }
    for (const property of object.properties) {
      if (ts.isSpreadAssignment(property)) isWhole = true;
      else if (property.name) add(found, property.name.getText(), wireNameOf(property));
    }
    return true;
  });
  return (member) => {
    if (PERSON.test(member)) return 'person';
    if (found.has(member)) return found.get(member)!;
    return isWhole && TOKENS.test(member) ? member : null;
  };
}

/** Two returns that disagree are not understood. */
function add(found: Map<string, string | null>, member: string, wire: string | null): void {
  found.set(member, found.has(member) && found.get(member) !== wire ? null : wire);
}

function wireNameOf(property: ts.ObjectLiteralElementLike): string | null {
  // Epoch seconds, as Account has them.
  if (EXPIRES_AT.test(property.getText())) return 'expires_at';
  const value = ts.isPropertyAssignment(property) ? withoutParens(property.initializer) : property.name!;
  const name = lastName(value) ?? '';
  return TOKENS.test(name) ? name : null;
}

/** Null when a callback reads something of the user that the provider does not bring. */
export function rewriteCallbacks(
  { parsed }: SdkContext,
  kinds: Kinds,
): { start: number; end: number; text: string }[] | null {
  const edits: { start: number; end: number; text: string }[] = [];
  let isKnown = true;
  walk(parsed.tree, (node) => {
    if (!ts.isMethodDeclaration(node) && !ts.isPropertyAssignment(node)) return;
    const name = node.name.getText();
    const holder = node.parent.parent;
    if (!ts.isPropertyAssignment(holder) || holder.name.getText() !== 'callbacks') return;
    // It decides about credentials, or about an account whose type has changed.
    if (name === 'signIn') isKnown = false;
    if (name !== 'jwt') return;
    const fn = ts.isMethodDeclaration(node) ? node : node.initializer;
    const own = ts.isFunctionLike(fn) ? ofJwt(parsed, fn, kinds) : null;
    if (own) edits.push(...own);
    else isKnown = false;
  });
  return isKnown ? edits : null;
}

function ofJwt(parsed: SdkContext['parsed'], fn: ts.SignatureDeclaration, kinds: Kinds) {
  const pattern = fn.parameters[0]?.name;
  if (!pattern || !ts.isObjectBindingPattern(pattern)) return null;
  const user = pattern.elements.find(
    (element) => (element.propertyName ?? element.name).getText() === 'user',
  );
  if (!user) return [];
  if (!ts.isIdentifier(user.name)) return null;
  const edits: { start: number; end: number; text: string }[] = [];
  const uses = referencesOf(parsed, user.name);
  for (const use of uses) {
    const alias = aliasOf(use);
    if (alias) uses.push(...referencesOf(parsed, alias));
    if (alias || isCondition(use)) continue;
    const access = accessOf(use);
    const kind = access && kinds(access.name.text);
    if (!kind) return null;
    if (kind !== 'person') edits.push({ ...spanOf(access), text: `account?.${kind}` });
  }
  const hasAccount = pattern.elements.some((element) => element.name.getText() === 'account');
  if (edits.length > 0 && !hasAccount) edits.push({ start: user.end, end: user.end, text: ', account' });
  return edits;
}

/** `if (user)`, `user ? … : …` and `user && …` ask whether somebody signs in just now. */
function isCondition(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isIfStatement(parent)) return parent.expression === use;
  if (ts.isConditionalExpression(parent)) return parent.condition === use;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === use &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

/** `const typed = user as TypedUser`. */
function aliasOf(use: ts.Identifier): ts.Identifier | null {
  const { parent } = withCasts(use);
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && parent.name !== use
    ? parent.name
    : null;
}

/** `user.member`, `(user as any).member`. */
function accessOf(use: ts.Identifier): ts.PropertyAccessExpression | null {
  const inner = withCasts(use);
  const { parent } = inner;
  return ts.isPropertyAccessExpression(parent) && parent.expression === inner ? parent : null;
}
