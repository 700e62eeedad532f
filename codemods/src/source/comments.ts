/** Comments that stand in text which is about to be replaced. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { ParsedFile } from './parsed-file.js';
import { contains } from './nodes.js';

export interface Comment {
  text: string;
  span: Span;
  /** Something stands before it on its line. */
  trailing: boolean;
}

const all = new WeakMap<ts.SourceFile, Comment[]>();

/** Comments inside `span` that no `kept` span carries along. */
export function lostComments(parsed: ParsedFile, span: Span, kept: readonly Span[]): Comment[] {
  return commentsOf(parsed).filter(
    (comment) => contains(span, comment.span) && !kept.some((other) => contains(other, comment.span)),
  );
}

function commentsOf(parsed: ParsedFile): Comment[] {
  let comments = all.get(parsed.tree);
  if (!comments) {
    const found = new Map<number, Comment>();
    const collect = (node: ts.Node): void => {
      for (const range of rangesAt(parsed.text, node)) found.set(range.pos, toComment(parsed.text, range));
      // Only with `getChildren` are the tokens visited, between which a comment may stand.
      for (const child of node.getChildren(parsed.tree))
        if (child.kind !== ts.SyntaxKind.JSDoc) collect(child);
    };
    collect(parsed.tree);
    comments = [...found.values()].sort((a, b) => a.span.start - b.span.start);
    all.set(parsed.tree, comments);
  }
  return comments;
}

function rangesAt(text: string, node: ts.Node): ts.CommentRange[] {
  if (node.kind === ts.SyntaxKind.JsxText) return [];
  return [
    ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
    ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
  ];
}

function toComment(text: string, range: ts.CommentRange): Comment {
  const lineStart = text.lastIndexOf('\n', range.pos - 1) + 1;
  return {
    text: text.slice(range.pos, range.end),
    span: { start: range.pos, end: range.end },
    trailing: text.slice(lineStart, range.pos).trim() !== '',
  };
}
