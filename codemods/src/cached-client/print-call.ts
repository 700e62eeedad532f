/** The new call as text, in the file's style. */
import type { Span } from '@grant-migrate/analysis';
import type { Style } from '../source/style.js';
import type { Member } from './request-members.js';

/** A comment of the old text and where it stood. */
export interface CarriedComment {
  text: string;
  span: Span;
  /** It stood behind something on its line. */
  trailing: boolean;
}

/** Lines get no longer than this by joining members. */
const WIDTH = 100;

/** `callee({ … })`, one member a line; `indentation` is that of the line on which the call starts. */
export function printCall(
  callee: string,
  members: readonly Member[],
  style: Style,
  indentation: string,
  comments: readonly CarriedComment[] = [],
): string {
  const inner = indentation + style.indent;
  const lines: string[] = [];
  const owners = comments.map((comment) => ownerOf(comment, members));
  members.forEach((member, index) => {
    const mine = comments.filter((_, at) => owners[at] === index);
    const trailing = mine.filter((comment) => comment.trailing).at(-1);
    for (const comment of mine) if (comment !== trailing) lines.push(inner + comment.text);
    const comma = index < members.length - 1 || style.trailingComma ? ',' : '';
    lines.push(inner + printMember(member, style, inner) + comma + (trailing ? ` ${trailing.text}` : ''));
  });
  return `${callee}({${style.eol}${lines.join(style.eol)}${style.eol}${indentation}})`;
}

function printMember(member: Member, style: Style, indentation: string): string {
  if (typeof member.value === 'string')
    return member.value === member.name ? member.name : `${member.name}: ${member.value}`;
  const parts = member.value.map((part) => printMember(part, style, indentation + style.indent));
  const line = `${member.name}: { ${parts.join(', ')} }`;
  if (indentation.length + line.length <= WIDTH && !line.includes('\n')) return line;
  const inner = indentation + style.indent;
  const comma = style.trailingComma ? ',' : '';
  return `${member.name}: {${style.eol}${parts.map((part) => inner + part).join(`,${style.eol}`)}${comma}${style.eol}${indentation}}`;
}

/** The member that was made from what stood next to the comment: before it when trailing, else behind it. */
function ownerOf(comment: CarriedComment, members: readonly Member[]): number {
  let owner = 0;
  let nearest = Infinity;
  members.forEach((member, index) => {
    for (const span of allSpans(member)) {
      const before = comment.span.start - span.end;
      const behind = span.start - comment.span.end;
      const distance = comment.trailing ? before : behind;
      // Against the preferred side only when nothing stands there.
      const cost = distance >= 0 ? distance : 1e6 + Math.max(before, behind);
      if (cost < nearest) [owner, nearest] = [index, cost];
    }
  });
  return owner;
}

function allSpans(member: Member): Span[] {
  return typeof member.value === 'string' ? member.from : [...member.from, ...member.value.flatMap(allSpans)];
}
