/** Imports and exports of ES modules inside a program. Mutations of structure come before the change to CommonJS. */
import { dirname, join, relative } from 'node:path/posix';
import type { Program } from './program.js';
import { edited, insert, parse, replace, type Edit, type Node, type Syntax } from './syntax.js';

/** Where the body of a module begins: after its imports. */
function afterImports(syntax: Syntax): number {
  const imports = syntax.body.filter(({ type }) => type === 'ImportDeclaration');
  return imports.at(-1)?.range[1] ?? 0;
}

/** Puts lines after the imports. */
export function withLines(text: string, lines: string): string {
  const at = afterImports(parse(text));
  return edited(text, [insert(at, at === 0 ? `${lines}\n` : `\n\n${lines}`)]);
}

/** Adds an import unless the same name is imported from there already. */
export function withImport(text: string, clause: string, from: string): string {
  const line = `import ${clause} from '${from}';`;
  if (text.includes(line)) return text;
  return `${line}\n${text}`;
}

export function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/** The program's file that a relative import of `file` means, also where TypeScript sources are imported as .js. */
export function targetOf(program: Program, file: string, source: string): string | null {
  if (!source.startsWith('.')) return null;
  const path = join(dirname(file), source);
  return [path, path.replace(/\.js$/, '.ts')].find((one) => one in program.files) ?? null;
}

export interface Import {
  file: string;
  declaration: Node;
  specifier: Node;
}

/** Every import of a name from a file of the program; re-exports are not among them. */
export function importsOf(program: Program, target: string, name: string): Import[] {
  return importDeclarations(program, target).flatMap(({ file, declaration }) =>
    (declaration.specifiers ?? [])
      .filter((one) => one.type === 'ImportSpecifier' && one.imported.name === name)
      .map((one) => ({ file, declaration, specifier: one })),
  );
}

/** Whether all readers of a file import names one by one: else its exports keep their names, for nothing here finds the uses. */
export function isImportedByName(program: Program, target: string): boolean {
  const dynamic = sourcesOf(program).some((file) =>
    dynamicImports(parse(program.files[file] ?? '')).some(
      (one) => targetOf(program, file, String(one.value)) === target,
    ),
  );
  return (
    !dynamic &&
    importDeclarations(program, target).every(
      ({ declaration }) =>
        declaration.type === 'ImportDeclaration' &&
        declaration.specifiers.every(({ type }) => type === 'ImportSpecifier'),
    )
  );
}

/** The literals of `import('…')`. */
export const dynamicImports = (syntax: Syntax): Node[] =>
  syntax.nodes.flatMap(({ type, source }) => (type === 'ImportExpression' && source ? [source] : []));

/** Every import of and re-export from a file of the program. */
export function importDeclarations(program: Program, target: string): { file: string; declaration: Node }[] {
  return Object.entries(program.files)
    .filter(([file]) => isSource(file))
    .flatMap(([file, text]) =>
      parse(text)
        .body.filter((one) => one.source && targetOf(program, file, String(one.source.value)) === target)
        .map((declaration) => ({ file, declaration })),
    );
}

const isSource = (file: string): boolean => /\.[cm]?[jt]s$/.test(file);
export const sourcesOf = (program: Program): string[] => Object.keys(program.files).filter(isSource);

/** The program with a file elsewhere: its own relative imports and those of its readers are written anew. */
export function moved(program: Program, from: string, to: string): Program {
  const files: Record<string, string> = {};
  for (const [file, text] of Object.entries(program.files)) {
    const place = file === from ? to : file;
    files[place] = isSource(file) ? edited(text, respecified(program, file, place, from, to)) : text;
  }
  return { ...program, files };
}

function respecified(program: Program, file: string, place: string, from: string, to: string): Edit[] {
  const text = program.files[file] ?? '';
  const syntax = parse(text);
  const sources = [...syntax.body.flatMap(({ source }) => source ?? []), ...dynamicImports(syntax)];
  return sources.flatMap((source) => {
    const target = targetOf(program, file, String(source.value));
    if (target === null || (target !== from && file !== from)) return [];
    const aim = target === from ? to : target;
    return [replace(source, `'${specifier(place, aim).replace(/\.ts$/, '.js')}'`)];
  });
}

/** A top-level function or constant, with the statement that holds it. */
export interface Declared {
  name: string;
  statement: Node;
  declaration: Node;
  exported: boolean;
}

export function declaredIn(syntax: Syntax): Declared[] {
  return syntax.body.flatMap((statement) => {
    const exported = statement.type === 'ExportNamedDeclaration';
    const declaration = exported ? statement.declaration : statement;
    if (!declaration) return [];
    if (/^(?:Function|Class)Declaration$/.test(declaration.type) && declaration.id)
      return [{ name: declaration.id.name, statement, declaration, exported }];
    if (declaration.type !== 'VariableDeclaration') return [];
    const [only, ...more] = declaration.declarations;
    if (!only || more.length > 0 || only.id.type !== 'Identifier') return [];
    return [{ name: only.id.name, statement, declaration, exported }];
  });
}

export const functionsIn = (syntax: Syntax): Declared[] =>
  declaredIn(syntax).filter(({ declaration }) => declaration.type === 'FunctionDeclaration');

/** The module-level variable of that name. */
export function variableOf(syntax: Syntax, name: string) {
  return syntax.variables.find(
    (one) => one.name === name && /^(?:module|global)$/.test(one.scope.type) && one.defs.length > 0,
  );
}
