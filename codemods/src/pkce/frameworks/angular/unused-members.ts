/** What was injected for the password request alone: for a person to delete, as a constructor may be called by tests. */
import { ts } from 'ts-morph';
import { lineOf } from '../../../source/lines.js';
import { walk } from '../../../source/nodes.js';
import type { RewiredSignIn } from '../browser/rewire-sign-in.js';

type Member = ts.PropertyDeclaration | ts.ParameterDeclaration;

export function unusedMembers(rewires: readonly RewiredSignIn[]): string[] {
  return rewires.flatMap(({ outcome, removed }) => {
    const owner = removed && 'edits' in outcome ? classAround(removed.nodes[0]) : undefined;
    if (!owner || !removed) return [];
    const isGone = (node: ts.Node): boolean =>
      removed.nodes.some((one) => one.pos <= node.pos && node.end <= one.end);
    return privateMembers(owner)
      .filter((member) => {
        const uses = usesOf(owner, member.name.getText());
        return uses.length > 0 && uses.every(isGone);
      })
      .map(
        (member) =>
          `\`${removed.parsed.file}\`, line ${lineOf(removed.parsed.text, member.getStart())}: nothing uses \`${member.name.getText()}\` any more. Delete it.`,
      );
  });
}

function classAround(node: ts.Node | undefined): ts.ClassLikeDeclaration | undefined {
  for (let outer = node; outer && !ts.isSourceFile(outer); outer = outer.parent)
    if (ts.isClassLike(outer)) return outer;
  return undefined;
}

function privateMembers(owner: ts.ClassLikeDeclaration): Member[] {
  return owner.members
    .flatMap((member): readonly Member[] =>
      ts.isPropertyDeclaration(member)
        ? [member]
        : ts.isConstructorDeclaration(member)
          ? member.parameters
          : [],
    )
    .filter((member) => member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword));
}

/** Names that may be the member, a parameter's own name in the constructor included. */
function usesOf(owner: ts.ClassLikeDeclaration, name: string): ts.Node[] {
  const uses: ts.Node[] = [];
  walk(owner, (node) => {
    const { parent } = node;
    const isOwnName = (ts.isPropertyDeclaration(parent) || ts.isParameter(parent)) && parent.name === node;
    if (ts.isIdentifier(node) && node.text === name && !isOwnName) uses.push(node);
  });
  return uses;
}
