/** The module that is bootstrapped imports the module of the flow. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import { walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { Files } from '../../files.js';

/** `NestFactory.create(AppModule)`: the name of the module; undefined where it is not a name. */
export function bootstrapped(parsed: ParsedFile): string | undefined {
  let found: string | undefined;
  walk(parsed.tree, (node) => {
    if (!ts.isCallExpression(node) || !/\bNestFactory\.create$/.test(node.expression.getText())) return;
    const [module] = node.arguments;
    if (module && ts.isIdentifier(module)) found ??= module.text;
  });
  return found;
}

/** The edit that puts `AuthModule` among the imports of a module; null where the module is not found or not understood. */
export function importAuthModule(name: string, files: Files, sources: readonly string[]): Edit | null {
  for (const file of sources) {
    const parsed = files(file);
    if (!parsed?.text.includes(`class ${name}`)) continue;
    const options = moduleOptions(parsed, name);
    if (!options) continue;
    const imports = options.properties.find((property) => property.name?.getText() === 'imports');
    if (!imports) {
      const [first] = options.properties;
      if (!first)
        return { file, start: options.getStart(), end: options.end, text: '{ imports: [AuthModule] }' };
      const start = first.getStart();
      // On a line of its own where the others are.
      const gap = parsed.text.slice(options.getStart() + 1, start);
      return { file, start, end: start, text: `imports: [AuthModule],${gap.includes('\n') ? gap : ' '}` };
    }
    const list = ts.isPropertyAssignment(imports) ? imports.initializer : undefined;
    if (!list || !ts.isArrayLiteralExpression(list)) return null;
    const last = list.elements.at(-1);
    const at = last ? last.end : list.getStart() + 1;
    return { file, start: at, end: at, text: last ? ', AuthModule' : 'AuthModule' };
  }
  return null;
}

function moduleOptions(parsed: ParsedFile, name: string): ts.ObjectLiteralExpression | undefined {
  let found: ts.ObjectLiteralExpression | undefined;
  walk(parsed.tree, (node) => {
    if (!ts.isClassDeclaration(node) || node.name?.text !== name) return;
    for (const { expression } of ts.getDecorators(node) ?? [])
      if (ts.isCallExpression(expression) && expression.expression.getText() === 'Module') {
        const [options] = expression.arguments;
        if (options && ts.isObjectLiteralExpression(options)) found = options;
      }
  });
  return found;
}
