/** Values in other places: constants taken out, moved to another file, gathered in an object, or written where they are used. */
import { dirname, join } from 'node:path/posix';
import { declaredIn, sourcesOf, specifier, variableOf, withImport, withLines } from '../modules.js';
import type { Mutation } from '../mutation.js';
import { withFiles } from '../program.js';
import { edited, fresh, parse, replace, textOf, type Node } from '../syntax.js';

export const extractConstant: Mutation = {
  name: 'extract a constant',
  apply(program, random) {
    const file = random.pick(sourcesOf(program));
    const { text, nodes } = parse(program.files[file] ?? '');
    const literals = nodes.filter(isValue);
    if (literals.length === 0) return null;
    // The grant decides most, so it is taken out more often than anything else.
    const grants = literals.filter(({ raw }) =>
      /^'(?:password|client_credentials|authorization_code)'$/.test(raw),
    );
    const literal = random.pick(grants.length > 0 && random.chance(0.7) ? grants : literals);
    const name = fresh(text, random.pick(['KIND', 'SETTING', 'FLOW']));
    const detail = random.pick(['constant', 'other file', 'object', 'frozen object in another file', 'let']);
    const other = join(dirname(file), `${fresh(Object.keys(program.files).join(), 'constants')}.js`);
    const use = (by: string) => edited(text, [replace(literal, by)]);
    const elsewhere = (by: string) => withImport(use(by), `{ ${name} }`, specifier(file, other));
    const files: Record<string, Record<string, string>> = {
      constant: { [file]: withLines(use(name), `const ${name} = ${literal.raw};`) },
      let: { [file]: withLines(use(name), `let ${name} = ${literal.raw};`) },
      object: {
        [file]: withLines(
          use(`${name}.first`),
          `const ${name} = { first: ${literal.raw}, second: 'other' };`,
        ),
      },
      'other file': { [file]: elsewhere(name), [other]: `export const ${name} = ${literal.raw};\n` },
      'frozen object in another file': {
        [file]: elsewhere(`${name}.first`),
        [other]: `export const ${name} = Object.freeze({ first: ${literal.raw}, second: 'other' });\n`,
      },
    };
    return { program: withFiles(program, files[detail]!), detail: `${detail} for ${literal.raw}` };
  },
};

/** A string that is a value of an object, of a pair, or of a form's field: not a key, not a module's name. */
function isValue(node: Node): boolean {
  const { type, raw, parent } = node;
  if (type !== 'Literal' || !/^'[^'\\]+'$/.test(raw)) return false;
  if (parent.type === 'CallExpression')
    return /^(?:append|set)$/.test(parent.callee.property?.name) && parent.arguments[1] === node;
  return (parent.type === 'Property' && parent.value === node) || parent.type === 'ArrayExpression';
}

export const inlineConstant: Mutation = {
  name: 'inline a constant',
  apply(program, random) {
    for (const file of random.shuffle(sourcesOf(program))) {
      const syntax = parse(program.files[file] ?? '');
      const constants = declaredIn(syntax).filter(({ declaration, exported }) => {
        const init = declaration.declarations?.[0]?.init;
        return (
          !exported &&
          declaration.kind === 'const' &&
          /^(?:Literal|TemplateLiteral|MemberExpression)$/.test(init?.type ?? '')
        );
      });
      if (constants.length === 0) continue;
      const { name, declaration, statement } = random.pick(constants);
      const value = textOf(syntax, declaration.declarations[0]!.init!);
      const uses = (variableOf(syntax, name)?.references ?? [])
        .map(({ identifier }) => identifier)
        .filter(({ parent }) => parent.type !== 'VariableDeclarator');
      if (uses.some(({ parent }) => parent.type === 'Property' && parent.shorthand) || uses.length === 0)
        continue;
      const edits = [replace(statement, ''), ...uses.map((use) => replace(use, value))];
      return { program: withFiles(program, { [file]: edited(syntax.text, edits) }), detail: name };
    }
    return null;
  },
};

/** `const again = getToken;` and the calls go through it. */
export const aliasFunction: Mutation = {
  name: 'alias a function',
  apply(program, random) {
    for (const file of random.shuffle(sourcesOf(program))) {
      const syntax = parse(program.files[file] ?? '');
      const relative = syntax.body
        .filter((one) => one.type === 'ImportDeclaration' && String(one.source!.value).startsWith('.'))
        .flatMap(({ specifiers }) =>
          specifiers.filter(({ type }) => type === 'ImportSpecifier').map(({ local }) => local.name),
        );
      const called = relative.filter((name) =>
        (variableOf(syntax, name)?.references ?? []).some(
          ({ identifier }) =>
            identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier,
        ),
      );
      if (called.length === 0) continue;
      const name = random.pick(called);
      const alias = fresh(syntax.text, random.pick(['again', 'call', 'obtainNow']));
      const edits = variableOf(syntax, name)!
        .references.filter(({ identifier }) => identifier.parent.type === 'CallExpression')
        .map(({ identifier }) => replace(identifier, alias));
      return {
        program: withFiles(program, {
          [file]: withLines(edited(syntax.text, edits), `const ${alias} = ${name};`),
        }),
        detail: name,
      };
    }
    return null;
  },
};
