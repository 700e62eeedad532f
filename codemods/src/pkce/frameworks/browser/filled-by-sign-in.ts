/**
 * State of a service that a sign-in fills. The page starts anew behind a redirect: what the start does not fill from the token,
 * too, would stay empty.
 */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { memberName, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { Continuation } from './continuation.js';
import type { StorageUse } from './token-storage.js';

/** A class that lives as long as the page: Angular's word for it. */
const SERVICE = /^@Injectable\b/;
const FILLS = new Set(['next', 'set', 'update']);

interface Write {
  /** The member's name. */
  field: string;
  node: ts.Node;
  value: ts.Node | undefined;
}

/** The first field that nobody would fill any more, in words; null where there is none. `reads`: where the token is read. */
export function filledBySignInAlone(behind: Continuation, reads: readonly StorageUse[]): string | null {
  for (const { parsed, node } of behind.nodes)
    for (const write of writesIn(node)) {
      const owner = serviceAround(write.node);
      if (!owner || isFilledAtStart(owner, write, isWithin(behind, parsed), readsOf(owner, reads))) continue;
      return `${parsed.file}:${lineOf(parsed.text, write.node.getStart())} fills '${write.field}', and a start of the page does not`;
    }
  return null;
}

function isWithin(behind: Continuation, parsed: ParsedFile): (node: ts.Node) => boolean {
  const own = behind.nodes.flatMap((one) => (one.parsed === parsed ? [one.node] : []));
  return (node) => own.some((one) => one.pos <= node.pos && node.end <= one.end);
}

/** `this.field = value`, `this.field.next(value)` of a subject, `this.field.set(value)` of a signal. */
function writesIn(root: ts.Node): Write[] {
  const writes: Write[] = [];
  walk(root, (node) => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const field = ownMember(node.left);
      if (field !== undefined) writes.push({ field, node, value: node.right });
    } else if (ts.isCallExpression(node) && FILLS.has(memberName(node.expression) ?? '')) {
      const field = ownMember((node.expression as ts.PropertyAccessExpression).expression);
      if (field !== undefined) writes.push({ field, node, value: node.arguments[0] });
    }
  });
  return writes;
}

function ownMember(node: ts.Node): string | undefined {
  const isOwn = ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isOwn ? node.name.text : undefined;
}

function serviceAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent)
    if (ts.isClassLike(outer))
      return (ts.canHaveDecorators(outer) ? (ts.getDecorators(outer) ?? []) : []).some((decorator) =>
        SERVICE.test(decorator.getText()),
      )
        ? outer
        : undefined;
  return undefined;
}

/** Says of a node whether it asks for the token: web storage, or a member of the class that reads it there. */
function readsOf(owner: ts.ClassLikeDeclaration, reads: readonly StorageUse[]): (node: ts.Node) => boolean {
  const holds = (node: ts.Node): boolean =>
    reads.some((use) => node.getSourceFile() === use.node.getSourceFile() && covers(node, use.node));
  const readers = new Set(owner.members.filter(holds).flatMap(({ name }) => name?.getText() ?? []));
  return (node) => {
    let found = holds(node);
    walk(node, (inner) => {
      if (readers.has(ownMember(inner) ?? '')) found = true;
      return !found;
    });
    return found;
  };
}

function isFilledAtStart(
  owner: ts.ClassLikeDeclaration,
  { field, value }: Write,
  isBehind: (node: ts.Node) => boolean,
  reads: (node: ts.Node) => boolean,
): boolean {
  const property = owner.members.find((member) => member.name?.getText() === field);
  const initial = property && ts.isPropertyDeclaration(property) ? property.initializer : undefined;
  if (initial && (reads(initial) || firstValue(initial) === value?.getText())) return true;
  if (property && isPrivate(property) && !isRead(owner, field, isBehind)) return true;
  return owner.members.some(
    (member) =>
      reads(member) && writesIn(member).some((write) => write.field === field && !isBehind(write.node)),
  );
}

/** What `false`, `signal(false)` and `new BehaviorSubject(false)` begin with. */
function firstValue(initial: ts.Expression): string | undefined {
  const holder = ts.isCallExpression(initial) || ts.isNewExpression(initial) ? initial : undefined;
  return holder ? holder.arguments?.[0]?.getText() : initial.getText();
}

function isPrivate(member: ts.ClassElement): boolean {
  return (
    (member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
    (ts.canHaveModifiers(member) &&
      (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false))
  );
}

function isRead(
  owner: ts.ClassLikeDeclaration,
  field: string,
  isBehind: (node: ts.Node) => boolean,
): boolean {
  const written = new Set(writesIn(owner).map(({ node }) => node));
  let found = false;
  walk(owner, (node) => {
    if (written.has(node)) return false;
    if (ownMember(node) === field && !isBehind(node)) found = true;
    return !found;
  });
  return found;
}

function covers(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}
