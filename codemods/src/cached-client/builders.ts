/** Statements that only built the old request and go with it. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { ParsedFile } from '../source/parsed-file.js';
import { contains, nodeAt, spanOf, walk } from '../source/nodes.js';
import { referencesOf, symbolOf } from '../source/scope.js';

/** Those of `builders` whose variables nothing else refers to once `replaced` is gone. */
export function removableBuilders(
  parsed: ParsedFile,
  builders: readonly Span[],
  replaced: readonly Span[],
): Set<ts.Statement> {
  const statements = new Set<ts.Statement>();
  for (const span of builders) {
    const node = nodeAt(parsed, span);
    if (node && ts.isStatement(node)) statements.add(node);
    else if (node?.parent && ts.isStatement(node.parent)) statements.add(node.parent);
  }
  // A statement stays when it serves a variable that is still needed; what it reads is then still needed, too.
  for (let changed = true; changed;) {
    changed = false;
    const gone = [...replaced, ...[...statements].map(spanOf)];
    for (const statement of statements) {
      if (
        variablesOf(parsed, statement).every((name) =>
          referencesOf(parsed, name).every((use) => gone.some((span) => contains(span, spanOf(use)))),
        )
      )
        continue;
      statements.delete(statement);
      changed = true;
    }
  }
  return statements;
}

/** The variables that a builder declares or fills. */
function variablesOf(parsed: ParsedFile, statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name] : [],
    );
  const names: ts.Identifier[] = [];
  walk(statement, (node) => {
    if (!ts.isIdentifier(node) || names.length > 0) return;
    const declaration = symbolOf(parsed, node)?.declarations?.[0];
    if (declaration && ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name))
      names.push(declaration.name);
  });
  return names;
}
