/** Trees of program files and edits on their text. Trees are kept by text, since most variants share most files. */
import { parseForESLint } from '@typescript-eslint/parser';

/** An ESTree node with the fields that mutations read; which of them are there depends on `type`. */
export interface Node {
  type: string;
  range: [number, number];
  parent: Node;
  name: string;
  raw: string;
  kind: string;
  async: boolean;
  computed: boolean;
  shorthand: boolean;
  body: Node & Node[];
  params: Node[];
  id: Node;
  init: Node | null;
  key: Node;
  value: Node & string;
  callee: Node;
  arguments: Node[];
  object: Node;
  property: Node;
  properties: Node[];
  declarations: Node[];
  declaration: Node | null;
  specifiers: Node[];
  source: Node | null;
  local: Node;
  imported: Node;
  exported: Node;
  argument: Node | null;
  expression: Node;
  left: Node;
  right: Node;
}

export interface Variable {
  name: string;
  identifiers: Node[];
  references: { identifier: Node }[];
  defs: { type: string; node: Node; parent: Node | null }[];
  scope: { type: string };
}

export interface Syntax {
  text: string;
  /** Top-level statements. */
  body: Node[];
  nodes: Node[];
  comments: { text: string; range: [number, number] }[];
  variables: Variable[];
  /** Names that the file uses and nothing in it declares. */
  free: string[];
}

const kept = new Map<string, Syntax>();

/** Throws when the text does not parse: then a mutation is broken, not the analysis. */
export function parse(text: string): Syntax {
  const before = kept.get(text);
  if (before) return before;
  const { ast, scopeManager } = parseForESLint(text, {
    range: true,
    comment: true,
    sourceType: 'module',
    ecmaFeatures: { globalReturn: false },
  });
  const nodes: Node[] = [];
  visit(ast as unknown as Node, null, nodes);
  const syntax: Syntax = {
    text,
    body: (ast as unknown as Node).body,
    nodes,
    comments: (ast.comments ?? []).map(({ value, range }) => ({ text: value, range })),
    variables: scopeManager.scopes.flatMap((scope) => scope.variables) as unknown as Variable[],
    free: (scopeManager.globalScope?.through ?? []).map(
      ({ identifier }) => (identifier as { name: string }).name,
    ),
  };
  if (kept.size > 5000) kept.clear();
  kept.set(text, syntax);
  return syntax;
}

function visit(node: Node, parent: Node | null, nodes: Node[]): void {
  if (parent) node.parent = parent;
  nodes.push(node);
  for (const [key, child] of Object.entries(node)) {
    if (key === 'parent' || typeof child !== 'object' || child === null) continue;
    for (const one of Array.isArray(child) ? child : [child])
      if (typeof one?.type === 'string' && Array.isArray(one.range)) visit(one, node, nodes);
  }
}

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export const replace = (node: { range: [number, number] }, text: string): Edit => ({
  start: node.range[0],
  end: node.range[1],
  text,
});
export const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });

/** Applies edits that do not overlap; insertions at one place keep their order. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.index - b.index);
  for (const { edit } of sorted) {
    if (edit.start < at) throw new Error('edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

export const textOf = (syntax: Syntax, node: { range: [number, number] }): string =>
  syntax.text.slice(node.range[0], node.range[1]);

/** The text of a call together with the marker before it, so that moved calls keep their names. */
export function markedRange(syntax: Syntax, node: Node): [number, number] {
  const marker = syntax.comments.find(
    ({ text, range }) =>
      text.startsWith('@') &&
      syntax.text.slice(range[1], node.range[0]).trim() === '' &&
      range[1] <= node.range[0],
  );
  return [marker ? marker.range[0] : node.range[0], node.range[1]];
}

/** The outermost expression that begins right after a marker. */
export function nodeAtMarker(syntax: Syntax, marker: string): Node | null {
  const comment = syntax.comments.find(({ text }) => text === `@${marker}`);
  if (!comment) return null;
  return (
    syntax.nodes.find(
      ({ range, type }) =>
        range[0] > comment.range[0] &&
        syntax.text.slice(comment.range[1], range[0]).trim() === '' &&
        range[0] >= comment.range[1] &&
        /Expression$/.test(type),
    ) ?? null
  );
}

const FUNCTIONS = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
export const isFunction = (node: Node): boolean => FUNCTIONS.test(node.type);

export function enclosing(node: Node, fits: (node: Node) => boolean): Node | null {
  for (let up: Node | undefined = node.parent; up; up = up.parent) if (fits(up)) return up;
  return null;
}

/** A name that the text does not hold yet. */
export function fresh(text: string, wished: string): string {
  let name = wished;
  for (let count = 2; new RegExp(`\\b${name}\\b`).test(text); count++) name = `${wished}${count}`;
  return name;
}
