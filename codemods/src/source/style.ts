/** How a file is written, so that what is inserted looks as if it had always been there. */
import { ts } from 'ts-morph';
import type { ParsedFile } from './parsed-file.js';
import { walk } from './nodes.js';

export interface Style {
  eol: string;
  quote: "'" | '"';
  semicolon: ';' | '';
  /** One level of indentation. */
  indent: string;
  /** Comma behind the last member of an object that is written over several lines. */
  trailingComma: boolean;
}

export function styleOf(parsed: ParsedFile): Style {
  const { text } = parsed;
  const quotes = { "'": 0, '"': 0 };
  const semicolons = { with: 0, without: 0 };
  const commas = { with: 0, without: 0 };
  walk(parsed.tree, (node) => {
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) {
      const first = text[node.getStart()];
      if (first === "'" || first === '"') quotes[first] += 1;
    }
    if (
      ts.isVariableStatement(node) ||
      ts.isExpressionStatement(node) ||
      ts.isReturnStatement(node) ||
      ts.isImportDeclaration(node)
    )
      semicolons[text[node.end - 1] === ';' ? 'with' : 'without'] += 1;
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 0 && isMultiLine(text, node))
      commas[node.properties.hasTrailingComma ? 'with' : 'without'] += 1;
  });
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    quote: quotes['"'] > quotes["'"] ? '"' : "'",
    semicolon: semicolons.without > semicolons.with ? '' : ';',
    indent: indentUnit(text),
    trailingComma: commas.with >= commas.without,
  };
}

function isMultiLine(text: string, node: ts.Node): boolean {
  return text.slice(node.getStart(), node.end).includes('\n');
}

/** The smallest step by which lines are indented: a tab, or two to eight spaces. */
function indentUnit(text: string): string {
  let spaces = Infinity;
  let tabs = 0;
  let lines = 0;
  for (const [, lead = '', first] of text.matchAll(/^([ \t]+)(\S)/gm)) {
    // Lines of a block comment are indented by one more.
    if (first === '*') continue;
    lines += 1;
    if (lead.startsWith('\t')) tabs += 1;
    else if (lead.length >= 2) spaces = Math.min(spaces, lead.length);
  }
  if (tabs > lines / 2) return '\t';
  return ' '.repeat(spaces === Infinity ? 2 : Math.min(spaces, 8));
}

/** A string literal in the file's quotes. */
export function quoted(value: string, style: Pick<Style, 'quote'>): string {
  const json = JSON.stringify(value);
  if (style.quote === '"') return json;
  return `'${json.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

/** The white space that the line of this position starts with. */
export function indentationAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}
