import { ts } from 'ts-morph';

/** A template as a tree; arrow functions with type parameters are not written in templates, so that JSX may be. */
export function treeOf(text: string): ts.SourceFile {
  return ts.createSourceFile('template.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}
