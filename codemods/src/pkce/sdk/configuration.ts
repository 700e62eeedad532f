/** The object that an SDK is configured with, in the site's file or another one of the application. */
import { ts } from 'ts-morph';
import type { Edit } from '../../plan.js';
import { wholeLines } from '../../source/lines.js';
import { spanOf, walk } from '../../source/nodes.js';
import type { ParsedFile } from '../../source/parsed-file.js';
import { indentationAt } from '../../source/style.js';
import { membersOf, type Members } from './call-parts.js';
import { filesWith } from './files-with.js';
import type { SdkContext } from './sdk-rewire.js';

export interface Configuration {
  parsed: ParsedFile;
  members: Members;
}

/** Every object in the application that has one of `words` in its file and that `isConfiguration` knows. */
export function configurations(
  context: SdkContext,
  words: RegExp,
  isConfiguration: (members: Members, object: ts.ObjectLiteralExpression) => boolean,
): Configuration[] {
  const found: Configuration[] = [];
  for (const parsed of filesWith(context, words))
    walk(parsed.tree, (node) => {
      if (!ts.isObjectLiteralExpression(node)) return;
      const members = membersOf(node);
      if (members && isConfiguration(members, node)) found.push({ parsed, members });
    });
  return found;
}

/** Deletes a member with its line, or with the comma that parts it from its neighbour. */
export function withoutMember({ parsed, members }: Configuration, name: string): Edit[] {
  const member = members.byName.get(name);
  if (!member) return [];
  const comma = /^\s*,/.exec(parsed.text.slice(member.end))?.[0].length ?? 0;
  const span = wholeLines(parsed.text, { start: member.getStart(), end: member.end + comma });
  return [{ file: parsed.file, ...span, text: '' }];
}

/** Sets members to these texts: in place where they are, in front of the first member where they are not. */
export function withMembers(
  { parsed, members }: Configuration,
  values: Readonly<Record<string, string>>,
): Edit[] {
  const { text, file } = parsed;
  const edits: Edit[] = [];
  const added: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const member = members.byName.get(name);
    if (!member) added.push(`${name}: ${value}`);
    else if (!ts.isPropertyAssignment(member))
      edits.push({ file, ...spanOf(member), text: `${name}: ${value}` });
    else if (member.initializer.getText() !== value)
      edits.push({ file, ...spanOf(member.initializer), text: value });
  }
  const [first] = members.object.properties;
  if (added.length > 0 && first) {
    const isOwnLine = text.slice(members.object.getStart(), first.getStart()).includes('\n');
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const between = isOwnLine ? `,${eol}${indentationAt(text, first.getStart())}` : ', ';
    edits.push({
      file,
      start: first.getStart(),
      end: first.getStart(),
      text: added.map((line) => line + between).join(''),
    });
  }
  return edits;
}
