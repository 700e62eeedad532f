/** Functions in another form: wrapped, as arrows, as methods of a class, with `then`, with guards around the body. */
import {
  functionsIn,
  importsOf,
  isImportedByName,
  sourcesOf,
  variableOf,
  type Declared,
} from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles, type Program } from '../program.js';
import type { Random } from '../random.js';
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
} from '../syntax.js';

interface Place extends Declared {
  file: string;
  syntax: Syntax;
}

/** Every top-level function declaration that `fits`, in chance order. */
function someFunction(
  program: Program,
  random: Random,
  fits: (place: Place) => boolean = () => true,
): Place | null {
  const places = sourcesOf(program).flatMap((file) => {
    const syntax = parse(program.files[file] ?? '');
    return functionsIn(syntax).map((declared) => ({ ...declared, file, syntax }));
  });
  return random.shuffle(places).find(fits) ?? null;
}

const simple = ({ declaration }: Place) => declaration.params.every(({ type }) => type === 'Identifier');
const all = (program: Program) => Object.values(program.files).join('\n');

export const wrap: Mutation = {
  name: 'wrap in a helper',
  apply(program, random) {
    const place = someFunction(program, random, simple);
    if (!place) return null;
    const { declaration, name, statement, syntax, exported, file } = place;
    const inner = fresh(all(program), random.pick([`${name}Now`, 'perform', 'step']));
    const params = declaration.params.map((one) => one.name).join(', ');
    const call = random.chance(0.5)
      ? `return ${inner}(${params});`
      : `const outcome = await ${inner}(${params});\n  return outcome;`;
    const wrapper = `\n\n${exported ? 'export ' : ''}async function ${name}(${params}) {\n  ${call}\n}`;
    const edits = [replace(declaration.id, inner), insert(statement.range[1], wrapper)];
    if (exported) edits.push({ start: statement.range[0], end: declaration.range[0], text: '' });
    return { program: withFiles(program, { [file]: edited(syntax.text, edits) }), detail: name };
  },
};

export const toArrow: Mutation = {
  name: 'arrow function',
  apply(program, random) {
    const place = someFunction(program, random);
    if (!place) return null;
    const { declaration, name, syntax, file } = place;
    const head = textOf(syntax, { range: [declaration.id.range[1], declaration.body.range[0]] }).trim();
    const edits = [
      {
        start: declaration.range[0],
        end: declaration.body.range[0],
        text: `const ${name} = ${declaration.async ? 'async ' : ''}${head} => `,
      },
      insert(declaration.range[1], ';'),
    ];
    return { program: withFiles(program, { [file]: edited(syntax.text, edits) }), detail: name };
  },
};

/** A function becomes the method of a class; one instance is exported in its place. */
export const toMethod: Mutation = {
  name: 'method of a class',
  apply(program, random) {
    const place = someFunction(
      program,
      random,
      ({ exported, name, file, syntax }) =>
        exported && isImportedByName(program, file) && onlyCalled(program, file, syntax, name),
    );
    if (!place) return null;
    const { declaration, name, statement, syntax, file } = place;
    const [className, instance] = [fresh(all(program), 'Desk'), fresh(all(program), 'desk')];
    const method = textOf(syntax, declaration).replace(/^(async )?function /, '$1');
    const edits: Edit[] = [
      replace(
        statement,
        `class ${className} {\n  ${method}\n}\n\nexport const ${instance} = new ${className}();`,
      ),
    ];
    const files: Record<string, string> = {};
    // References inside the moved text itself (recursion) would need `this`; onlyCalled keeps them out.
    for (const { identifier } of variableOf(syntax, name)?.references ?? [])
      edits.push(replace(identifier, `${instance}.${name}`));
    files[file] = edited(syntax.text, edits);
    for (const one of importsOf(program, file, name)) {
      const reader = parse(program.files[one.file] ?? '');
      const uses = variableOf(reader, one.specifier.local.name)?.references ?? [];
      files[one.file] = edited(reader.text, [
        replace(one.specifier, instance),
        ...uses.map(({ identifier }) => replace(identifier, `${instance}.${name}`)),
      ]);
    }
    return { program: withFiles(program, files), detail: name };
  },
};

function onlyCalled(program: Program, file: string, syntax: Syntax, name: string): boolean {
  const called = (identifier: Node) =>
    identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier;
  const own = variableOf(syntax, name)?.references ?? [];
  const declaration = functionsIn(syntax).find((one) => one.name === name)?.declaration;
  const inside = (one: Node) =>
    declaration !== undefined && one.range[0] >= declaration.range[0] && one.range[1] <= declaration.range[1];
  if (own.some(({ identifier }) => !called(identifier) || inside(identifier))) return false;
  return importsOf(program, file, name).every(({ file: reader, specifier }) =>
    (variableOf(parse(program.files[reader] ?? ''), specifier.local.name)?.references ?? []).every(
      ({ identifier }) => called(identifier),
    ),
  );
}

/** `const x = await call; rest` becomes `return call.then(async (x) => { rest })`. */
export const toThen: Mutation = {
  name: 'then instead of await',
  apply(program, random) {
    for (const file of random.shuffle(sourcesOf(program))) {
      const syntax = parse(program.files[file] ?? '');
      const fitting = syntax.nodes.filter(
        (node) => node.type === 'VariableDeclaration' && awaitsInFunction(node),
      );
      if (fitting.length === 0) continue;
      const statement = random.pick(fitting);
      const declarator = statement.declarations[0]!;
      const block = statement.parent;
      const call = textOf(syntax, {
        range: [declarator.init!.range[0] + 'await '.length, declarator.init!.range[1]],
      });
      const edits = [
        replace(statement, `return ${call}.then(async (${textOf(syntax, declarator.id)}) => {`),
        insert(block.range[1] - 1, '});\n'),
      ];
      return { program: withFiles(program, { [file]: edited(syntax.text, edits) }) };
    }
    return null;
  },
};

function awaitsInFunction(statement: Node): boolean {
  const init = statement.declarations[0]?.init;
  const block = statement.parent;
  if (init?.type !== 'AwaitExpression' || init.argument?.type !== 'CallExpression') return false;
  return (
    block.type === 'BlockStatement' &&
    /Function/.test(block.parent.type) &&
    block.parent.async &&
    statement.declarations.length === 1
  );
}

/** The body stands in try and catch, and the error goes on. */
export const tryCatch: Mutation = {
  name: 'try and catch',
  apply(program, random) {
    const place = someFunction(
      program,
      random,
      ({ declaration }) => declaration.async && declaration.body.body.length > 0,
    );
    if (!place) return null;
    const { declaration, syntax, file, name } = place;
    const edits = [
      insert(declaration.body.range[0] + 1, '\n  try {'),
      insert(
        declaration.body.range[1] - 1,
        "  } catch (problem) {\n    console.error('failed', problem);\n    throw problem;\n  }\n",
      ),
    ];
    return { program: withFiles(program, { [file]: edited(syntax.text, edits) }), detail: name };
  },
};

/** A check of settings before anything is done: a guard, but none that answers an earlier token. */
export const earlyGuard: Mutation = {
  name: 'check of settings',
  apply(program, random) {
    const place = someFunction(program, random, ({ declaration }) => declaration.async);
    if (!place) return null;
    const { declaration, syntax, file, name } = place;
    const guard = random.pick([
      "if (!process.env.REGION) throw new Error('REGION is not set');",
      "const began = Date.now();\n  if (process.env.DEBUG) console.log('started', began);",
      "if (process.env.TRACE === '1') {\n    console.log('called');\n  }",
    ]);
    return {
      program: withFiles(program, {
        [file]: edited(syntax.text, [insert(declaration.body.range[0] + 1, `\n  ${guard}`)]),
      }),
      detail: name,
    };
  },
};
