/** Where an Angular application says what it provides: its ApplicationConfig, or the module that it starts with. */
import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { addImports, type TextEdit } from '../../../imports/add-imports.js';
import type { Edit } from '../../../plan.js';
import type { LocalNames } from '../../../source/import-names.js';
import { memberName, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';
import type { Sources } from '../browser/sources.js';

export interface Bootstrap {
  parsed: ParsedFile;
  /** The object with `providers`: of the ApplicationConfig, or of the module's decorator. */
  config: ts.ObjectLiteralExpression;
}

/** What the application starts with; of several applications that which is nearest to `file`. Undefined where none was found. */
export function bootstrapOf(sources: Sources, file: string): Bootstrap | undefined {
  const found = [...standalone(sources), ...modules(sources)];
  const best = Math.max(...found.map((one) => sharedFolders(one.parsed.file, file)));
  const nearest = found.filter((one) => sharedFolders(one.parsed.file, file) === best);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** `const appConfig: ApplicationConfig = { … }`, or what stands at `bootstrapApplication(App, { … })`. */
function standalone(sources: Sources): Bootstrap[] {
  const found: Bootstrap[] = [];
  for (const parsed of sources.matching(/\bApplicationConfig\b|\bbootstrapApplication\b/)) {
    // The server's part of an application that is rendered there has one of its own; it is merged with the browser's.
    if (/\bprovideServerRendering\b|\bmergeApplicationConfig\b/.test(parsed.text)) continue;
    walk(parsed.tree, (node) => {
      const config =
        ts.isVariableDeclaration(node) && node.type?.getText() === 'ApplicationConfig'
          ? node.initializer
          : ts.isCallExpression(node) && node.expression.getText() === 'bootstrapApplication'
            ? node.arguments[1]
            : undefined;
      if (config && ts.isObjectLiteralExpression(config)) found.push({ parsed, config });
    });
  }
  return found;
}

/** `@NgModule({ …, bootstrap: [AppComponent] })` */
function modules(sources: Sources): Bootstrap[] {
  const found: Bootstrap[] = [];
  for (const parsed of sources.matching(/\bbootstrap\s*:/))
    walk(parsed.tree, (node) => {
      if (!ts.isDecorator(node) || !ts.isCallExpression(node.expression)) return;
      const [config] = node.expression.arguments;
      if (node.expression.expression.getText() !== 'NgModule' || !config) return;
      if (ts.isObjectLiteralExpression(config) && memberOf(config, 'bootstrap'))
        found.push({ parsed, config });
    });
  return found;
}

/** `provider()` of `module` at the end of the providers, where it comes behind what it replaces. */
export function provide(
  { parsed, config }: Bootstrap,
  names: LocalNames,
  providers: readonly { module: string; name: string }[],
): Edit[] | null {
  const style = styleOf(parsed);
  const calls = providers.map(({ module, name }) => `${names.localFor(module, name)}()`);
  const member = memberOf(config, 'providers');
  let edit: TextEdit;
  if (!member) {
    const first = config.properties[0];
    if (!first) return null;
    const indentation = indentationAt(parsed.text, first.getStart());
    const text = `providers: [${calls.join(', ')}],${style.eol}${indentation}`;
    edit = { start: first.getStart(), end: first.getStart(), text };
  } else if (ts.isPropertyAssignment(member) && ts.isArrayLiteralExpression(member.initializer))
    edit = atEnd(parsed, member.initializer, calls, style.trailingComma);
  else return null;
  return [edit, ...addImports(parsed, [], names.needed, 'esm', style)].map((one) => ({
    file: parsed.file,
    ...one,
  }));
}

function atEnd(
  parsed: ParsedFile,
  list: ts.ArrayLiteralExpression,
  calls: readonly string[],
  trailingComma: boolean,
): TextEdit {
  const last = list.elements.at(-1);
  if (!last) return { start: list.end - 1, end: list.end - 1, text: calls.join(', ') };
  const isLong = list.getText().includes('\n');
  const { eol } = styleOf(parsed);
  const between = isLong ? eol + indentationAt(parsed.text, list.elements[0]!.getStart()) : ' ';
  const start = list.elements.hasTrailingComma ? list.elements.end : last.end;
  const comma = list.elements.hasTrailingComma ? '' : ',';
  const behind = list.elements.hasTrailingComma || (isLong && trailingComma) ? ',' : '';
  return { start, end: start, text: comma + calls.map((call) => between + call).join(',') + behind };
}

function memberOf(config: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return config.properties.find((member) => member.name?.getText() === name);
}

/** Says whether anything provides Angular's HttpClient, which the library calls. */
export function providesHttp(sources: Sources): boolean {
  return sources.matching(/\bprovideHttpClient\b|\bHttpClientModule\b/).some(({ tree }) => {
    let found = false;
    walk(tree, (node) => {
      const name = ts.isCallExpression(node) ? node.expression.getText() : memberName(node);
      if (name === 'provideHttpClient' || (ts.isIdentifier(node) && node.text === 'HttpClientModule'))
        found = true;
      return !found;
    });
    return found;
  });
}

function sharedFolders(a: string, b: string): number {
  const [one, other] = [a, b].map((file) => posix.dirname(file).split('/'));
  const parting = one!.findIndex((folder, index) => folder !== other![index]);
  return parting < 0 ? one!.length : parting;
}
