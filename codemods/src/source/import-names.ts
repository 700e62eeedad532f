/** Which names a file imports, and by which names it will know what is added. */
import { ts } from 'ts-morph';
import type { ParsedFile } from './parsed-file.js';
import { isFreeName } from './scope.js';

export interface ImportedName {
  module: string;
  /** The exported name; `default` and `*` for the others. */
  name: string;
  local: ts.Identifier;
}

/** Imports and top-level requires of a file, in source order. */
export function importedNames(parsed: ParsedFile): ImportedName[] {
  const names: ImportedName[] = [];
  for (const statement of parsed.tree.statements) {
    if (ts.isImportDeclaration(statement)) fromImport(statement, names);
    else if (
      ts.isImportEqualsDeclaration(statement) &&
      ts.isExternalModuleReference(statement.moduleReference)
    ) {
      const { expression } = statement.moduleReference;
      if (ts.isStringLiteral(expression))
        names.push({ module: expression.text, name: '*', local: statement.name });
    } else if (ts.isVariableStatement(statement))
      for (const declaration of statement.declarationList.declarations) fromRequire(declaration, names);
  }
  return names;
}

function fromImport(statement: ts.ImportDeclaration, names: ImportedName[]): void {
  if (!ts.isStringLiteral(statement.moduleSpecifier) || !statement.importClause) return;
  const module = statement.moduleSpecifier.text;
  const { name, namedBindings } = statement.importClause;
  if (name) names.push({ module, name: 'default', local: name });
  if (!namedBindings) return;
  if (ts.isNamespaceImport(namedBindings)) names.push({ module, name: '*', local: namedBindings.name });
  else
    for (const element of namedBindings.elements)
      names.push({ module, name: (element.propertyName ?? element.name).text, local: element.name });
}

function fromRequire(declaration: ts.VariableDeclaration, names: ImportedName[]): void {
  const module = requiredModule(declaration.initializer);
  if (module === undefined) return;
  if (ts.isIdentifier(declaration.name)) names.push({ module, name: '*', local: declaration.name });
  if (!ts.isObjectBindingPattern(declaration.name)) return;
  for (const { name, propertyName } of declaration.name.elements)
    if (ts.isIdentifier(name))
      names.push({
        module,
        name: propertyName && ts.isIdentifier(propertyName) ? propertyName.text : name.text,
        local: name,
      });
}

/** The module of `require('m')`, also behind a member (`require('m').default`). */
export function requiredModule(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isPropertyAccessExpression(node)) return requiredModule(node.expression);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return undefined;
  const [module] = node.arguments;
  return module && ts.isStringLiteralLike(module) ? module.text : undefined;
}

export interface NeededImport {
  module: string;
  name: string;
  local: string;
}

/** Gives out local names for what rewritten code calls, one a module and name. */
export class LocalNames {
  readonly needed: NeededImport[] = [];
  readonly #parsed: ParsedFile;
  readonly #present: ImportedName[];
  readonly #taken = new Set<string>();

  constructor(parsed: ParsedFile) {
    this.#parsed = parsed;
    this.#present = importedNames(parsed);
  }

  /** The name by which the file calls `name` of `module`: its own, a free one, or an alias. */
  localFor(module: string, name: string): string {
    const present = this.#present.find((candidate) => candidate.module === module && candidate.name === name);
    if (present) return present.local.text;
    const taken = this.needed.find((candidate) => candidate.module === module && candidate.name === name);
    if (taken) return taken.local;
    const local = this.#freeName(module, name);
    this.needed.push({ module, name, local });
    return local;
  }

  /** True when the file knows something of this package, or of one of its modules, by this name. */
  isFrom(local: string, packageName: string): boolean {
    return this.#present.some(
      ({ module, local: name }) =>
        name.text === local && (module === packageName || module.startsWith(`${packageName}/`)),
    );
  }

  /** A name for a new variable of the module: the first of `candidates`, or of the last one counted up, that is free. */
  newName(candidates: readonly string[]): string {
    for (let count = 0; ; count += 1) {
      const candidate = candidates[count] ?? `${candidates.at(-1)}${count - candidates.length + 2}`;
      if (!isFreeName(this.#parsed, candidate) || this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      return candidate;
    }
  }

  #freeName(module: string, name: string): string {
    // A file of the flow; all others are of the token client.
    if (module.startsWith('.')) return this.newName([name, `oidc${name[0]!.toUpperCase()}${name.slice(1)}`]);
    const stem = name.replace(/^(get|cached)/, '');
    return this.newName([name, `getCached${stem}`, `requestCached${stem}`, name]);
  }
}
