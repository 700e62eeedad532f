/** ES modules to CommonJS, in the forms that real code has. Comes after every other change of structure. */
import type { Mutation } from '../mutation.js';
import { sourcesOf, variableOf } from '../modules.js';
import type { Random } from '../random.js';
import { edited, insert, parse, replace, type Edit, type Node, type Syntax } from '../syntax.js';

export const toCommonJs: Mutation = {
  name: 'CommonJS',
  apply(program, random) {
    const style = random.pick(['module.exports object', 'exports.x', 'module.exports.x']);
    const bare = random.chance(0.5);
    const files: Record<string, string> = {};
    for (const [file, text] of Object.entries(program.files)) {
      if (!sourcesOf(program).includes(file)) continue;
      const converted = convert(parse(text), style, bare, random);
      if (converted === null) return null;
      files[file] = converted;
    }
    return { program: { ...program, files: { ...program.files, ...files } }, detail: style };
  },
};

function convert(syntax: Syntax, style: string, bare: boolean, random: Random): string | null {
  const edits: Edit[] = [];
  const exported: [name: string, local: string][] = [];
  for (const one of syntax.body) {
    if (one.type === 'ImportDeclaration') edits.push(...required(syntax, one, bare, random));
    else if (one.type === 'ExportNamedDeclaration' && one.declaration) {
      edits.push({ start: one.range[0], end: one.declaration.range[0], text: '' });
      const name = one.declaration.id?.name ?? one.declaration.declarations[0]!.id.name;
      exported.push([name, name]);
    } else if (one.type === 'ExportNamedDeclaration') {
      const from = one.source ? `require(${pathOf(one, bare)}).` : '';
      for (const { exported: name, local } of one.specifiers)
        exported.push([name.name, `${from}${local.name}`]);
      edits.push(replace(one, ''));
    } else if (one.type === 'ExportAllDeclaration') {
      edits.push(replace(one, `Object.assign(module.exports, require(${pathOf(one, bare)}));`));
      if (style === 'module.exports object') return null;
    } else if (one.type === 'ExportDefaultDeclaration') {
      const { declaration } = one as { declaration: Node };
      if (declaration.type === 'Identifier') edits.push(replace(one, ''));
      else edits.push({ start: one.range[0], end: declaration.range[0], text: '' });
      exported.push(['default', declaration.type === 'Identifier' ? declaration.name : declaration.id.name]);
    }
  }
  // A default export beside others has no one form in CommonJS.
  if (exported.length > 1 && exported.some(([name]) => name === 'default')) return null;
  edits.push(insert(syntax.text.length, exportsOf(exported, style)));
  return edited(syntax.text, edits);
}

const pathOf = ({ source }: Node, bare: boolean) =>
  `'${String(source!.value).replace(/^(\..*)\.js$/, bare ? '$1' : '$1.js')}'`;

function exportsOf(names: [string, string][], style: string): string {
  if (names.length === 0) return '';
  const [[first, local]] = names as [[string, string]];
  if (first === 'default' && names.length === 1) return `\nmodule.exports = ${local};\n`;
  if (style !== 'module.exports object')
    return `\n${names.map(([name, from]) => `${style === 'exports.x' ? 'exports' : 'module.exports'}.${name} = ${from};`).join('\n')}\n`;
  return `\nmodule.exports = { ${names.map(([name, from]) => (name === from ? name : `${name}: ${from}`)).join(', ')} };\n`;
}

/** One import as a require: destructured, or whole with the names read from it. */
function required(syntax: Syntax, line: Node, bare: boolean, random: Random): Edit[] {
  const call = `require(${pathOf(line, bare)})`;
  const named = line.specifiers.filter(({ type }) => type === 'ImportSpecifier');
  const [whole] = line.specifiers.filter(({ type }) => type !== 'ImportSpecifier');
  if (whole) return [replace(line, `const ${whole.local.name} = ${call};`)];
  const only = named[0];
  if (named.length === 1 && only && random.chance(0.3)) {
    const space = `${only.local.name}Module`;
    const uses = (variableOf(syntax, only.local.name)?.references ?? []).map(({ identifier }) => identifier);
    if (
      !uses.some(({ parent }) => parent.type === 'Property' && parent.shorthand) &&
      !/ExportSpecifier/.test(uses.map(({ parent }) => parent.type).join())
    )
      return [
        replace(line, `const ${space} = ${call};`),
        ...uses.map((use) => replace(use, `${space}.${only.imported.name}`)),
      ];
  }
  const names = named.map(({ imported, local }) =>
    imported.name === local.name ? local.name : `${imported.name}: ${local.name}`,
  );
  return [replace(line, named.length === 0 ? `${call};` : `const { ${names.join(', ')} } = ${call};`)];
}
