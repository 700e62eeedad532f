/** Whether mutations left a program that could run: else a difference would speak of them and not of the analysis. */
import { dynamicImports, sourcesOf, targetOf } from './modules.js';
import type { Program } from './program.js';
import { parse } from './syntax.js';

const GLOBALS = new Set(
  (
    'process console Date URLSearchParams FormData Promise Object JSON encodeURIComponent setInterval setTimeout fetch Error ' +
    'module exports require Map String Number Array Math URL Buffer undefined'
  ).split(' '),
);

/** Throws where the text does not parse or uses a name that nothing declares. */
export function assertDeclared(program: Program): void {
  for (const file of sourcesOf(program)) {
    const unknown = parse(program.files[file] ?? '').free.filter((name) => !GLOBALS.has(name));
    if (unknown.length > 0) throw new Error(`${file} uses ${unknown.join(', ')}, which nothing declares`);
  }
}

/** Throws where an ES module imports a file that is not there, or from a file what it does not export. */
export function assertLinked(program: Program): void {
  for (const file of sourcesOf(program)) {
    const syntax = parse(program.files[file] ?? '');
    const { body, nodes } = syntax;
    const sources = [...body.flatMap(({ source }) => source ?? []), ...dynamicImports(syntax)].map(
      ({ value }) => String(value),
    );
    const lost = sources.filter((one) => /^\..*js$/.test(one) && targetOf(program, file, one) === null);
    if (lost.length > 0) throw new Error(`${file} imports ${lost.join(', ')}, which is not there`);
    for (const line of body.filter(({ source }) => source)) {
      const target = targetOf(program, file, String(line.source!.value));
      if (target === null) continue;
      const exported = exportsOf(program, target);
      const spaces = (line.specifiers ?? []).flatMap((one) =>
        one.type === 'ImportNamespaceSpecifier' ? [one.local.name] : [],
      );
      const wanted = [
        ...(line.specifiers ?? []).flatMap((one) => {
          if (one.type === 'ImportSpecifier') return [one.imported.name];
          if (one.type === 'ExportSpecifier') return [one.local.name];
          return one.type === 'ImportDefaultSpecifier' ? ['default'] : [];
        }),
        ...nodes.flatMap(({ type, object, property }) =>
          type === 'MemberExpression' && spaces.includes(object.name) ? [property.name] : [],
        ),
      ];
      const absent = wanted.filter((name) => !exported.has(name));
      if (absent.length > 0)
        throw new Error(`${file} imports ${absent.join(', ')}, which ${target} does not export`);
    }
  }
}

/** The names that a file exports, those of its `export *` included. */
function exportsOf(program: Program, file: string): Set<string> {
  const names = new Set<string>();
  for (const one of parse(program.files[file] ?? '').body) {
    if (one.type === 'ExportDefaultDeclaration') names.add('default');
    if (one.type === 'ExportAllDeclaration') {
      const target = targetOf(program, file, String(one.source!.value));
      for (const name of target ? exportsOf(program, target) : []) names.add(name);
    }
    if (one.type !== 'ExportNamedDeclaration') continue;
    for (const { exported } of one.specifiers ?? []) names.add(exported.name);
    const { declaration } = one;
    for (const { id } of declaration ? (declaration.declarations ?? [declaration]) : []) names.add(id.name);
  }
  return names;
}
