/** The same code in other files: helpers moved, files renamed, barrels between. */
import { dirname, join } from 'node:path/posix';
import {
  declaredIn,
  functionsIn,
  importDeclarations,
  moved,
  sourcesOf,
  specifier,
  variableOf,
  type Declared,
} from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import { edited, parse, replace, textOf, type Edit, type Syntax } from '../syntax.js';

const NAMES = ['core', 'support/remote', 'common', 'src/lib/gateway', 'internal/bridge', 'shared/link'];
const newFile = (program: Program, names: readonly string[]): string | undefined =>
  names.map((name) => `${name}.js`).find((file) => !(file in program.files));

/** A function moves to a new file together with what it needs of its own file. */
export const moveHelper: Mutation = {
  name: 'move to another file',
  apply(program, random) {
    const target = newFile(program, random.shuffle(NAMES));
    for (const file of random.shuffle(sourcesOf(program))) {
      const syntax = parse(program.files[file] ?? '');
      for (const { name } of random.shuffle(functionsIn(syntax))) {
        const files = target ? moveOut(program, file, syntax, name, target) : null;
        if (files) return { program: withFiles(program, files), detail: name };
      }
    }
    return null;
  },
};

function moveOut(
  program: Program,
  file: string,
  syntax: Syntax,
  name: string,
  target: string,
): Record<string, string> | null {
  const declared = declaredIn(syntax);
  const goes = closureOf(syntax, declared, name);
  const stays = declared.filter((one) => !goes.includes(one));
  // What the rest of the file uses of the moved code comes back by import; it must not write to it.
  const used = goes.filter((one) => usedOutside(syntax, one, goes));
  if (
    used.some(({ declaration }) => declaration.type === 'VariableDeclaration' && declaration.kind !== 'const')
  )
    return null;
  if (stays.length === 0 && syntax.body.length === goes.length) return null;
  // A dynamic import inside would have to be written anew for the other folder.
  if (goes.some(({ statement }) => textOf(syntax, statement).includes('import('))) return null;
  const imports = syntax.body.filter(({ type }) => type === 'ImportDeclaration');
  const needed = imports.flatMap((one) => {
    const wanted = one.specifiers.some(({ local }) =>
      goes.some((moving) => refersTo(syntax, moving, local.name)),
    );
    if (!wanted) return [];
    const source = String(one.source!.value);
    const path = source.startsWith('.') ? specifier(target, join(dirname(file), source)) : source;
    return [textOf(syntax, one).replace(one.source!.raw, `'${path}'`)];
  });
  const visible = new Set([...used, ...goes.filter(({ exported }) => exported)].map((one) => one.name));
  const body = goes.map(
    ({ declaration, name: own }) => `${visible.has(own) ? 'export ' : ''}${textOf(syntax, declaration)}`,
  );
  const back = [
    ...(used.length > 0
      ? [`import { ${used.map((one) => one.name).join(', ')} } from '${specifier(file, target)}';`]
      : []),
    ...(goes.some(({ exported }) => exported)
      ? [
          `export { ${goes
            .filter(({ exported }) => exported)
            .map((one) => one.name)
            .join(', ')} } from '${specifier(file, target)}';`,
        ]
      : []),
  ];
  const edits: Edit[] = goes.map(({ statement }) => replace(statement, ''));
  return {
    [file]: `${back.join('\n')}\n${edited(syntax.text, edits)}`,
    [target]: [...needed, '', ...body.flatMap((one) => [one, ''])].join('\n'),
  };
}

const within = (one: { range: [number, number] }, outer: { range: [number, number] }) =>
  one.range[0] >= outer.range[0] && one.range[1] <= outer.range[1];

function refersTo(syntax: Syntax, from: Declared, name: string): boolean {
  return (variableOf(syntax, name)?.references ?? []).some(({ identifier }) =>
    within(identifier, from.statement),
  );
}

function usedOutside(syntax: Syntax, { name }: Declared, goes: readonly Declared[]): boolean {
  return (variableOf(syntax, name)?.references ?? []).some(
    ({ identifier }) => !goes.some(({ statement }) => within(identifier, statement)),
  );
}

/** The function and every declaration of its file that it needs, in the order of the file. */
function closureOf(syntax: Syntax, declared: Declared[], name: string): Declared[] {
  const names = new Set([name]);
  for (let before = 0; before !== names.size;) {
    before = names.size;
    for (const one of declared)
      if (
        [...names].some(
          (other) =>
            other !== one.name &&
            declared.some((from) => from.name === other && refersTo(syntax, from, one.name)),
        )
      )
        names.add(one.name);
  }
  return declared.filter((one) => names.has(one.name));
}

export const renameFile: Mutation = {
  name: 'rename a file',
  apply(program, random) {
    const from = random.pick(sourcesOf(program).filter((file) => file.endsWith('.js')));
    const to = newFile(program, random.shuffle(NAMES));
    return from && to ? { program: moved(program, from, to), detail: `${from} to ${to}` } : null;
  },
};

/** Readers import a name from a barrel that exports it again. */
export const barrel: Mutation = {
  name: 'barrel',
  apply(program, random) {
    const candidates = sourcesOf(program).filter((file) =>
      importDeclarations(program, file).some(({ declaration }) => declaration.type === 'ImportDeclaration'),
    );
    if (candidates.length === 0) return null;
    const target = random.pick(candidates);
    const names = [
      ...new Set(
        importDeclarations(program, target).flatMap(({ declaration }) =>
          (declaration.specifiers ?? []).flatMap((one) =>
            one.type === 'ImportSpecifier' ? [one.imported.name] : [],
          ),
        ),
      ),
    ];
    const file = join(dirname(target), `${random.pick(['index', 'exports', 'all'])}.js`);
    if (file in program.files || names.length === 0) return null;
    const from = specifier(file, target);
    const detail = random.pick(['export *', 'export { }', 'import and export']);
    const text = {
      'export *': `export * from '${from}';\n`,
      'export { }': `export { ${names.join(', ')} } from '${from}';\n`,
      'import and export': `import { ${names.join(', ')} } from '${from}';\n\nexport { ${names.join(', ')} };\n`,
    }[detail]!;
    const files: Record<string, string> = { [file]: text };
    for (const { file: reader, declaration } of importDeclarations(program, target)) {
      if (
        declaration.type !== 'ImportDeclaration' ||
        declaration.specifiers.some(({ type }) => type !== 'ImportSpecifier')
      )
        continue;
      const syntax = parse(files[reader] ?? program.files[reader] ?? '');
      files[reader] = edited(syntax.text, [replace(declaration.source!, `'${specifier(reader, file)}'`)]);
    }
    return { program: withFiles(program, files), detail };
  },
};

/** TypeScript sources, imported as the .js that they become. */
export const toTypeScript: Mutation = {
  name: 'TypeScript',
  apply(program) {
    const files = Object.fromEntries(
      Object.entries(program.files).map(([file, text]) => [file.replace(/\.js$/, '.ts'), text]),
    );
    return { program: { ...program, files } };
  },
};

/** A file that nobody imports, with a function of the same name that does something else. */
export const decoy: Mutation = {
  name: 'namesake elsewhere',
  apply(program, random) {
    const names = sourcesOf(program).flatMap((file) =>
      functionsIn(parse(program.files[file] ?? '')).filter(({ exported }) => exported),
    );
    if (names.length === 0 || 'other/namesake.js' in program.files) return null;
    const { name } = random.pick(names);
    const text = `let kept;\n\nexport async function ${name}() {\n  kept ??= process.env.STATIC_TOKEN;\n  return kept;\n}\n`;
    return { program: withFiles(program, { 'other/namesake.js': text }), detail: name };
  },
};
