/** The way of a user name and a password from the question to the request: what served it alone goes, in one file. */
import { ts } from 'ts-morph';
import type { Project, Span } from '@grant-migrate/analysis';
import { isSame } from '../../../edits/compare.js';
import { contains, declaredNames, functionOf, spanOf } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { escaped } from '../../../source/pattern.js';
import { referencesOf } from '../../../source/scope.js';
import { promptsFor } from '../../prompts.js';

export interface Credentials {
  edits: { start: number; end: number; text: string }[];
  /** Lines of questions that ask for more than the sign-in. */
  left: number[];
}

/** Functions between the question and the request that are looked through. */
const DEPTH = 4;

/** A sentence when the way leaves the file or is not understood: then nothing of it may be touched. */
export function withoutCredentials(
  project: Project,
  parsed: ParsedFile,
  request: ts.Node,
  gone: readonly Span[],
): Credentials | string {
  const found: Credentials = { edits: [], left: [] };
  let calls: ts.Node[] = [request];
  let spans = [...gone];
  for (let depth = 0; depth < DEPTH; depth += 1) {
    for (const call of calls) {
      const prompts = promptsFor(parsed, call, spans);
      found.edits.push(...prompts.deletions);
      found.left.push(...prompts.left);
    }
    const next = parametersOf(project, parsed, calls, spans, found);
    if (typeof next === 'string') return next;
    if (next.calls.length === 0) break;
    ({ calls } = next);
    spans = [...spans, ...next.spans];
  }
  return { edits: distinct(found.edits), left: [...new Set(found.left)] };
}

interface Next {
  calls: ts.CallExpression[];
  spans: Span[];
}

/** Parameters that only what goes has used, taken from the functions and from every call of them. */
function parametersOf(
  project: Project,
  parsed: ParsedFile,
  places: readonly ts.Node[],
  gone: readonly Span[],
  found: Credentials,
): Next | string {
  const next: Next = { calls: [], spans: [] };
  for (const fn of new Set(places.map((place) => functionOf(place)))) {
    if (ts.isSourceFile(fn)) continue;
    const dead = fn.parameters.flatMap((parameter, index) =>
      isDead(parsed, parameter, gone) ? [index] : [],
    );
    if (dead.length === 0) continue;
    const name = nameOf(fn);
    if (!name) return 'The function that takes the password has no name by which its callers could be found.';
    const other = project.files.find((file) => file !== parsed.file && mentions(project, file, name.text));
    if (other) return `\`${name.text}\` takes the password, and ${other} may call it.`;
    const calls: ts.CallExpression[] = [];
    for (const use of referencesOf(parsed, name)) {
      if (ts.isCallExpression(use.parent) && use.parent.expression === use) calls.push(use.parent);
      else if (!isExport(use)) return `\`${name.text}\` takes the password and is handed on.`;
    }
    found.edits.push(...without(fn.parameters, dead));
    for (const call of calls) {
      if (call.arguments.some(ts.isSpreadElement))
        return `What \`${name.text}\` is called with cannot be read.`;
      found.edits.push(...without(call.arguments, dead));
      next.spans.push(
        ...dead.flatMap((index) => (call.arguments[index] ? [spanOf(call.arguments[index])] : [])),
      );
    }
    next.calls.push(...calls);
  }
  return next;
}

/** Used, and only by what goes. */
function isDead(parsed: ParsedFile, parameter: ts.ParameterDeclaration, gone: readonly Span[]): boolean {
  const names = declaredNames(parameter.name);
  const uses = names.flatMap((name) => referencesOf(parsed, name));
  return uses.length > 0 && uses.every((use) => gone.some((span) => contains(span, spanOf(use))));
}

function nameOf(fn: ts.SignatureDeclaration): ts.Identifier | undefined {
  if (ts.isFunctionDeclaration(fn)) return fn.name;
  const { parent } = fn;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

function mentions(project: Project, file: string, name: string): boolean {
  const text = project.read(file);
  return typeof text === 'string' && new RegExp(`\\b${escaped(name)}\\b`).test(text);
}

/** `module.exports = { login }` and `export { login }` call nothing. */
function isExport(use: ts.Identifier): boolean {
  const { parent } = use;
  return (
    ts.isExportSpecifier(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isExportAssignment(parent)
  );
}

/** Takes the items at these places from a list, with the commas that part them from what stays. */
function without(list: ts.NodeArray<ts.Node>, dead: readonly number[]): Credentials['edits'] {
  const edits: Credentials['edits'] = [];
  for (let first = 0; first < list.length; first += 1) {
    if (!dead.includes(first)) continue;
    let last = first;
    while (last + 1 < list.length && dead.includes(last + 1)) last += 1;
    const behind = list[last + 1];
    const start = behind || first === 0 ? list[first]!.getStart() : list[first - 1]!.end;
    edits.push({ start, end: behind ? behind.getStart() : list.end, text: '' });
    first = last;
  }
  return edits;
}

function distinct(edits: Credentials['edits']): Credentials['edits'] {
  return edits.filter((edit, index) => edits.findIndex((other) => isSame(other, edit)) === index);
}
