/** The application starts when a sign-in has been ended: its first statements wait for `completeSignIn()`. */
import { ts } from 'ts-morph';
import { addImports, type TextEdit } from '../../../imports/add-imports.js';
import type { Edit } from '../../../plan.js';
import type { LocalNames } from '../../../source/import-names.js';
import { walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf, type Style } from '../../../source/style.js';

export interface Start {
  parsed: ParsedFile;
  /** Top-level statements that wait, next to each other. */
  statements: readonly ts.Statement[];
}

/** A component to put around the root of what is rendered. */
export interface Around {
  root: ts.Node;
  module: string;
  component: string;
}

/** `module` is where `completeSignIn` is imported from; `names` of the file, to which others may have added. */
export function startAfterSignIn(
  { parsed, statements }: Start,
  module: string,
  names: LocalNames,
  around?: Around,
): Edit[] {
  const style = styleOf(parsed);
  const call = `void ${names.localFor(module, 'completeSignIn')}().then(() => {`;
  const start = statements[0]!.getStart();
  const { end } = statements.at(-1)!;
  const edits: TextEdit[] = [
    { start, end: start, text: call + style.eol + style.indent },
    ...indented(parsed, start, end, style.indent, around?.root),
    ...(around ? putAround(parsed, around, names, style) : []),
    { start: end, end, text: `${style.eol}})${style.semicolon}` },
  ];
  return [...edits, ...addImports(parsed, [], names.needed, 'esm', style)].map((edit) => ({
    file: parsed.file,
    ...edit,
  }));
}

/** The whole module waits. */
export function awaitSignIn(parsed: ParsedFile, module: string, names: LocalNames): Edit[] {
  const style = styleOf(parsed);
  const first = parsed.tree.statements.find((statement) => !ts.isImportDeclaration(statement));
  const start = first ? first.getStart() : parsed.text.length;
  const text = `await ${names.localFor(module, 'completeSignIn')}()${style.semicolon}${style.eol}${style.eol}`;
  return [{ start, end: start, text }, ...addImports(parsed, [], names.needed, 'esm', style)].map((edit) => ({
    file: parsed.file,
    ...edit,
  }));
}

function putAround(
  parsed: ParsedFile,
  { root, module, component }: Around,
  names: LocalNames,
  style: Style,
): TextEdit[] {
  const name = names.localFor(module, component);
  const start = root.getStart();
  const isLong = root.getText().includes('\n');
  const outer = indentationAt(parsed.text, start) + style.indent;
  const [behind, before] = isLong ? [style.eol + outer + style.indent, style.eol + outer] : ['', ''];
  return [
    { start, end: start, text: `<${name}>${behind}` },
    { start: root.end, end: root.end, text: `${before}</${name}>` },
  ];
}

/** One level more for each line, two within `deeper`, but none in a template literal, whose text it would change. */
function indented(
  parsed: ParsedFile,
  start: number,
  end: number,
  indent: string,
  deeper: ts.Node | undefined,
): TextEdit[] {
  const literals: [number, number][] = [];
  walk(parsed.tree, (node) => {
    if (ts.isTemplateLiteral(node)) literals.push([node.getStart(), node.end]);
  });
  const edits: TextEdit[] = [];
  for (const { index } of parsed.text.slice(start, end).matchAll(/\n(?=[^\r\n])/g)) {
    const at = start + index + 1;
    if (literals.some(([from, to]) => from < at && at < to)) continue;
    const isDeeper = deeper !== undefined && deeper.getStart() < at && at < deeper.end;
    edits.push({ start: at, end: at, text: isDeeper ? indent + indent : indent });
  }
  return edits;
}
