/** Other names, the same bindings. */
import { functionsIn, importsOf, isImportedByName, sourcesOf, variableOf, type Import } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import {
  edited,
  fresh,
  insert,
  parse,
  replace,
  textOf,
  type Edit,
  type Node,
  type Syntax,
  type Variable,
} from '../syntax.js';

/** Names that say something wrong, something right, and nothing. */
const FUNCTIONS = [
  'run',
  'handleAuth',
  'doIt',
  'x1',
  'fetchData',
  'prepare',
  'resolveToken',
  'loadConfig',
  'ask',
];
const VARIABLES = ['a', 'value', 'it', 'payloadData', 'tmp', 'bearer', 'thing', 'entry'];

/** Edits that give a variable another name, and keep the keys of objects where its name stood for both. */
function renamed(syntax: Syntax, variable: Variable, name: string): Edit[] {
  const all = [...variable.identifiers, ...variable.references.map(({ identifier }) => identifier)];
  const once = new Map(all.map((identifier) => [identifier.range[0], identifier]));
  return [...once.values()].map((identifier) => replace(identifier, spelled(identifier, name)));
}

function spelled(identifier: Node, name: string): string {
  const { parent } = identifier;
  const property = parent.type === 'AssignmentPattern' ? parent.parent : parent;
  if (property.type === 'Property' && property.shorthand) return `${identifier.name}: ${name}`;
  if (parent.type === 'ImportSpecifier' && parent.imported.range[0] === identifier.range[0])
    return `${identifier.name} as ${name}`;
  if (parent.type === 'ExportSpecifier' && parent.exported.range[0] === identifier.range[0])
    return `${name} as ${identifier.name}`;
  return name;
}

export const renameVariable: Mutation = {
  name: 'rename a variable',
  apply(program, random) {
    for (const file of random.shuffle(sourcesOf(program))) {
      const syntax = parse(program.files[file] ?? '');
      const local = syntax.variables.filter(
        ({ defs, name }) =>
          /^(?:Variable|Parameter|FunctionName|ImportBinding)$/.test(defs[0]?.type ?? '') &&
          !isExported(syntax, name) &&
          name.length > 1,
      );
      if (local.length === 0) continue;
      const variable = random.pick(local);
      const name = fresh(
        syntax.text,
        random.pick(variable.defs[0]?.type === 'FunctionName' ? FUNCTIONS : VARIABLES),
      );
      return {
        program: withFiles(program, { [file]: edited(syntax.text, renamed(syntax, variable, name)) }),
        detail: `${variable.name} to ${name}`,
      };
    }
    return null;
  },
};

function isExported(syntax: Syntax, name: string): boolean {
  return syntax.body.some(
    (one) =>
      one.type === 'ExportNamedDeclaration' &&
      (one.declaration?.id?.name === name ||
        one.declaration?.declarations?.some(({ id }) => id.name === name)),
  );
}

/** An exported function has another name everywhere, or only outside or inside its own file. */
export const renameExport: Mutation = {
  name: 'rename an export',
  apply(program, random) {
    const found = exportedFunction(program, random.shuffle(sourcesOf(program)));
    if (!found) return null;
    const { file, syntax, name, imports, statement, declaration } = found;
    const to = fresh(Object.values(program.files).join('\n'), random.pick(FUNCTIONS));
    const variable = variableOf(syntax, name)!;
    const files: Record<string, string> = {};
    const detail = random.pick(['everywhere', 'outside', 'inside']);
    if (detail === 'inside') {
      files[file] = edited(syntax.text, [
        ...renamed(syntax, variable, to),
        { start: statement.range[0], end: declaration.range[0], text: '' },
        insert(statement.range[1], `\n\nexport { ${to} as ${name} };`),
      ]);
      return { program: withFiles(program, files), detail };
    }
    files[file] =
      detail === 'everywhere'
        ? edited(syntax.text, renamed(syntax, variable, to))
        : edited(syntax.text, [
            { start: statement.range[0], end: declaration.range[0], text: '' },
            insert(statement.range[1], `\n\nexport { ${name} as ${to} };`),
          ]);
    for (const one of imports)
      files[one.file] = importedAs(
        files[one.file] ?? program.files[one.file] ?? '',
        one,
        `${to} as ${one.specifier.local.name}`,
      );
    return { program: withFiles(program, files), detail };
  },
};

const importedAs = (text: string, { specifier }: Import, clause: string) =>
  edited(text, [replace(specifier, clause)]);

function exportedFunction(program: Program, files: string[]) {
  for (const file of files) {
    const syntax = parse(program.files[file] ?? '');
    for (const one of functionsIn(syntax).filter(({ exported }) => exported)) {
      const imports = importsOf(program, file, one.name);
      if (imports.length > 0 && isImportedByName(program, file)) return { ...one, file, syntax, imports };
    }
  }
  return null;
}

/** The only import of a file's function is a default import, or a namespace. */
export const importForm: Mutation = {
  name: 'form of import',
  apply(program, random) {
    const found = exportedFunction(program, random.shuffle(sourcesOf(program)));
    if (!found) return null;
    const { file, syntax, name, imports, statement, declaration } = found;
    const whole = imports.every((one) => one.declaration.specifiers.length === 1);
    if (!whole) return null;
    const detail = random.pick(['default', 'namespace', 'dynamic']);
    const files: Record<string, string> = {};
    if (detail === 'default') {
      if (/export default/.test(syntax.text)) return null;
      files[file] = edited(syntax.text, [
        random.chance(0.5)
          ? { start: statement.range[0], end: declaration.range[0], text: 'export default ' }
          : { start: statement.range[0], end: declaration.range[0], text: '' },
      ]);
      if (!/export default/.test(files[file])) files[file] += `\nexport default ${name};\n`;
    }
    for (const { file: reader, declaration: line, specifier } of imports) {
      const text = program.files[reader] ?? '';
      const uses = variableOf(parse(text), specifier.local.name)?.references ?? [];
      const source = textOf(parse(text), line.source!);
      if (detail === 'default')
        files[reader] = edited(text, [replace(line, `import ${specifier.local.name} from ${source};`)]);
      else if (detail === 'namespace') {
        // A name that is exported again or is a key of its own has no place for a member.
        if (
          uses.some(
            ({ identifier }) =>
              identifier.parent.type === 'ExportSpecifier' ||
              (identifier.parent.type === 'Property' && identifier.parent.shorthand),
          )
        )
          return null;
        const space = fresh(text, 'remote');
        files[reader] = edited(text, [
          replace(line, `import * as ${space} from ${source};`),
          ...uses.map(({ identifier }) => replace(identifier, `${space}.${name}`)),
        ]);
      } else {
        const dynamic = dynamically(
          text,
          line,
          uses.map(({ identifier }) => identifier),
          name,
          source,
        );
        if (dynamic === null) return null;
        files[reader] = dynamic;
      }
    }
    return { program: withFiles(program, files), detail };
  },
};

/** `(await import('./token.js')).getToken()`: only where every use is an awaited call. */
function dynamically(text: string, line: Node, uses: Node[], name: string, source: string): string | null {
  const awaited = uses.every(
    ({ parent }) => parent.type === 'CallExpression' && parent.parent.type === 'AwaitExpression',
  );
  if (!awaited || uses.length === 0) return null;
  return edited(text, [
    replace(line, ''),
    ...uses.map((use) => replace(use, `(await import(${source})).${name}`)),
  ]);
}
