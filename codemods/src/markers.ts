/** A marker above a site that is left to a person, once a site: the rule `no-unresolved-migration` finds them. */
import { ts } from 'ts-morph';
import type { RequestSite } from '@grant-migrate/analysis';
import { reasons, type ReasonCode } from './reasons.js';
import { wholeLines } from './source/lines.js';
import { nodeAt } from './source/nodes.js';
import type { ParsedFile } from './source/parsed-file.js';
import { indentationAt, type Style } from './source/style.js';

const MARKER = /\/\/ TODO\(grant-migrate: ([\w-]+)\)[^\r\n]*/;

/** Reasons that leave nothing to do in this file. */
const UNMARKED: ReadonlySet<ReasonCode> = new Set([
  'already-reused',
  'grant-not-reusable',
  'generated-code',
  'test-code',
  'file-unreadable',
  'overlapping-sites',
  'verification-failed',
]);

/** The edit that marks a site, or null when it has this marker or needs none. */
export function markerEdit(
  parsed: ParsedFile,
  site: RequestSite,
  reason: ReasonCode,
  style: Style,
): { start: number; end: number; text: string } | null {
  if (UNMARKED.has(reason)) return null;
  const anchor = anchorOf(parsed, site);
  if (!anchor) return null;
  const text = `// TODO(grant-migrate: ${reason}) ${reasons[reason].title}`;
  // A person may have put it closer to the call.
  const above = parsed.text.slice(anchor.pos, site.start.offset);
  const present = MARKER.exec(above);
  if (present) {
    if (present[1] === reason) return null;
    const start = anchor.pos + present.index;
    return { start, end: start + present[0].length, text };
  }
  const start = anchor.getStart();
  return { start, end: start, text: text + style.eol + indentationAt(parsed.text, start) };
}

/** The edit that takes a marker away from a site that is migrated after all. */
export function markerRemoval(
  parsed: ParsedFile,
  site: RequestSite,
): { start: number; end: number; text: string } | null {
  const anchor = anchorOf(parsed, site);
  const present = anchor && MARKER.exec(parsed.text.slice(anchor.pos, anchor.getStart()));
  if (!anchor || !present) return null;
  const start = anchor.pos + present.index;
  return { ...wholeLines(parsed.text, { start, end: start + present[0].length }), text: '' };
}

export function isMarker(comment: string): boolean {
  return MARKER.test(comment);
}

/** The innermost statement or member that begins a line: a comment above it belongs to it alone. */
function anchorOf(parsed: ParsedFile, site: RequestSite): ts.Node | undefined {
  let node = nodeAt(parsed, { start: site.start.offset, end: site.end.offset });
  for (; node && !ts.isSourceFile(node); node = node.parent) {
    const starts =
      (ts.isStatement(node) && !ts.isBlock(node)) ||
      ts.isClassElement(node) ||
      ts.isObjectLiteralElementLike(node);
    const line = parsed.text.lastIndexOf('\n', node.getStart() - 1) + 1;
    if (starts && parsed.text.slice(line, node.getStart()).trim() === '') return node;
  }
  return undefined;
}
