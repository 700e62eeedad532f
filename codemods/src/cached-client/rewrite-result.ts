/**
 * Takes the layers that are no longer there off every use of the result: forms one and two. The call itself becomes
 * `source`; what remains around it is what a careful colleague leaves.
 */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import type { ParsedFile } from '../source/parsed-file.js';
import { wholeLines } from '../source/lines.js';
import { siblingsOf, spanOf } from '../source/nodes.js';
import { inContext, needsAwait, settles } from './awaiting.js';
import { boundName, leftPattern, type NameBinding } from './bindings.js';
import { operandOf } from './operand.js';
import { type Binding, type Layer, type Segment, type Step } from './result-flow.js';
import { chooseName, type Candidate } from './variable-names.js';

export interface ResultRewrite {
  edits: { start: number; end: number; text: string }[];
  kept: Span[];
}

/** What stands for the result: the new call, or the name of the variable that holds it. */
interface Source {
  text: string;
  promise: boolean;
}

interface Rewriting {
  parsed: ParsedFile;
  layer: Layer;
  edits: ResultRewrite['edits'];
  kept: Span[];
  /** Statements that go: aliases, and builders of the old request. */
  gone: Set<ts.Statement>;
}

const REMARK = /^[ \t]*\/\/[^\r\n]*/;

/** Thrown inside when a use cannot be written on the remaining layer. */
class Unmodelled extends Error {}

/** Null when the rewrite would not keep the meaning. */
export function rewriteResult(
  parsed: ParsedFile,
  root: Segment,
  layer: Layer,
  call: string,
  builders: ReadonlySet<ts.Statement>,
): ResultRewrite | null {
  const rewriting: Rewriting = { parsed, layer, edits: [], kept: [], gone: new Set(builders) };
  try {
    rewriteSegment(rewriting, root, { text: call, promise: true });
  } catch (error) {
    if (error instanceof Unmodelled) return null;
    throw error;
  }
  return rewriting;
}

function rewriteSegment(rewriting: Rewriting, segment: Segment, source: Source): void {
  const step = replacedStep(rewriting, segment);
  const { end } = segment;
  if (end.kind === 'variable' && step === segment.steps.at(-1)) {
    const name = boundName(end.binding, rewriting.layer);
    if (name) return rewriteVariable(rewriting, segment, end.declaration, name, source);
    const left = leftPattern(end.binding, rewriting.layer);
    if (left && left !== end.declaration.name) {
      const { text } = valueOf(segment, step, source);
      rewriting.edits.push({
        start: end.declaration.name.getStart(),
        end: step.node.end,
        text: `${left.getText()} = ${text}`,
      });
      return;
    }
  }
  const value = valueOf(segment, step, source);
  replace(rewriting, spanOf(step.node), inContext(step.node, value.text));
  if (end.kind === 'then' && step === segment.steps.at(-1) && end.binding)
    rewriteParameter(rewriting, end.binding);
}

/** An edit that changes nothing is none. */
function replace(rewriting: Rewriting, span: Span, text: string): void {
  if (rewriting.parsed.text.slice(span.start, span.end) !== text) rewriting.edits.push({ ...span, text });
}

/** The outermost step that is not beyond the layer that is left. */
function replacedStep(rewriting: Rewriting, segment: Segment): Step {
  const step = segment.steps.findLast((candidate) => candidate.layer <= rewriting.layer);
  if (!step) throw new Unmodelled();
  return step;
}

/** The text for a segment, and whether it is still a promise. */
function valueOf(segment: Segment, step: Step, source: Source): Source {
  const until = segment.steps.slice(0, segment.steps.indexOf(step) + 1);
  const awaited = until.some((candidate) => ts.isAwaitExpression(candidate.node));
  const promise = source.promise && !awaited;
  if (step.promise && !promise && !settles(step.node)) throw new Unmodelled();
  if (source.promise && awaited && !needsAwait(step.node)) return { text: source.text, promise: false };
  return { text: source.promise && awaited ? `await ${source.text}` : source.text, promise };
}

interface Group {
  /** Uses of the value under any of its names. */
  uses: Segment[];
  aliases: (Candidate & { declaration: ts.VariableDeclaration })[];
}

function rewriteVariable(
  rewriting: Rewriting,
  segment: Segment,
  declaration: ts.VariableDeclaration,
  binding: NameBinding,
  source: Source,
): void {
  const step = segment.steps.at(-1)!;
  const value = valueOf(segment, step, source);
  const group: Group = { uses: [], aliases: [] };
  if (value.promise) group.uses.push(...binding.references);
  else gather(rewriting, binding, group);
  const { parsed } = rewriting;
  const changed = binding.layer < rewriting.layer || ts.isObjectBindingPattern(declaration.name);
  const name =
    binding.layer < rewriting.layer
      ? chooseName(parsed, binding.name, group.aliases, rewriting.layer)
      : binding.name.text;
  const alias = group.aliases.find((candidate) => candidate.name.text === name)?.declaration;
  const invented = !alias && name !== binding.name.text;
  for (const { declaration: other } of group.aliases) removeAlias(rewriting, other, declaration);
  if (
    (invented || name === binding.name.text) &&
    changed &&
    !alias &&
    joinWithNext(rewriting, declaration, step, group.uses, value)
  )
    return;
  const type = alias?.type ?? (binding.layer < rewriting.layer ? undefined : declaration.type);
  const head = changed || alias ? `${name}${type ? `: ${type.getText()}` : ''} = ` : undefined;
  if (head === undefined) replace(rewriting, spanOf(step.node), value.text);
  else
    rewriting.edits.push({ start: declaration.name.getStart(), end: step.node.end, text: head + value.text });
  for (const use of group.uses) rewriteSegment(rewriting, use, { text: name, promise: value.promise });
}

/** Finds the uses behind constants that only give the value, or one layer of it, another name. */
function gather(rewriting: Rewriting, binding: NameBinding, group: Group): void {
  for (const reference of binding.references) {
    const { end } = reference;
    const last = reference.steps.at(-1)!;
    const inner =
      end.kind === 'variable' && last.layer <= rewriting.layer
        ? boundName(end.binding, rewriting.layer)
        : null;
    if (end.kind === 'variable' && inner && isAlias(rewriting, end.declaration)) {
      group.aliases.unshift({
        name: inner.name,
        fits: inner.layer === rewriting.layer,
        declaration: end.declaration,
      });
      gather(rewriting, inner, group);
    } else group.uses.push(reference);
  }
}

/** A statement of its own that declares one constant. */
function isAlias(rewriting: Rewriting, declaration: ts.VariableDeclaration): boolean {
  const list = declaration.parent;
  return (
    ts.isVariableDeclarationList(list) &&
    list.declarations.length === 1 &&
    ts.isVariableStatement(list.parent) &&
    !rewriting.gone.has(list.parent) &&
    !list.parent.modifiers
  );
}

/** What is said of it behind it on its line is said of `home`, which takes its place. */
function removeAlias(
  rewriting: Rewriting,
  declaration: ts.VariableDeclaration,
  home?: ts.VariableDeclaration,
): void {
  const { text } = rewriting.parsed;
  const statement = declaration.parent.parent as ts.VariableStatement;
  rewriting.gone.add(statement);
  const span = spanOf(statement);
  const at = home?.parent.parent.end;
  const [comment] = REMARK.exec(text.slice(statement.end)) ?? [];
  if (comment && at !== undefined && !REMARK.test(text.slice(at))) {
    span.end += comment.length;
    rewriting.edits.push({ start: at, end: at, text: ` ${comment.trim()}` });
  }
  rewriting.edits.push({ ...wholeLines(text, span), text: '' });
}

/**
 * `const res = await call; return res.data.access_token;` becomes one statement: the next statement's beginning, the new
 * call, and the end of the declaration. True when done.
 */
function joinWithNext(
  rewriting: Rewriting,
  declaration: ts.VariableDeclaration,
  initializer: Step,
  uses: readonly Segment[],
  value: Source,
): boolean {
  const [use, ...others] = uses;
  const list = declaration.parent;
  const statement = list.parent;
  if (
    !use ||
    others.length > 0 ||
    !ts.isVariableDeclarationList(list) ||
    list.declarations.length > 1 ||
    !ts.isVariableStatement(statement)
  )
    return false;
  if (value.promise) return false;
  const step = replacedStep(rewriting, use);
  const next = nextStatement(rewriting, statement);
  const operand = next && operandOf(next);
  if (!next || operand !== step.node) return false;
  const { end } = use;
  const pattern = end.kind === 'variable' ? leftPattern(end.binding, rewriting.layer) : null;
  if (end.kind === 'variable' && !(pattern && ts.isVariableStatement(next))) return false;
  const start = next.getStart();
  const awaits = needsAwait(step.node);
  const text = awaits || !value.text.startsWith('await ') ? value.text : value.text.slice('await '.length);
  const prefix = rewriting.parsed.text.slice(start, step.node.getStart());
  rewriting.edits.push({ start: statement.getStart(), end: initializer.node.end, text: prefix + text });
  rewriting.kept.push({ start, end: step.node.getStart() });
  rewriting.gone.add(next);
  rewriting.edits.push({ ...wholeLines(rewriting.parsed.text, spanOf(next)), text: '' });
  return true;
}

/** The statement that runs next, what goes left out. */
function nextStatement(rewriting: Rewriting, statement: ts.Statement): ts.Statement | undefined {
  const siblings = siblingsOf(statement) ?? [];
  return siblings.slice(siblings.indexOf(statement) + 1).find((candidate) => !rewriting.gone.has(candidate));
}

function rewriteParameter(rewriting: Rewriting, binding: Binding): void {
  const left = leftPattern(binding, rewriting.layer);
  if (!left) throw new Unmodelled();
  const named = boundName(binding, rewriting.layer);
  const owner = binding.kind === 'name' ? binding.name : binding.kind === 'pattern' ? binding.pattern : left;
  const parameter = owner.parent as ts.ParameterDeclaration;
  const stays = binding.layer === rewriting.layer;
  if (!named) {
    if (left !== parameter.name) rewriting.edits.push({ ...parameterSpan(parameter), text: left.getText() });
    return;
  }
  const group: Group = { uses: [], aliases: [] };
  gather(rewriting, named, group);
  const fits = stays || named.layer === rewriting.layer;
  const name = fits
    ? named.name.text
    : chooseName(rewriting.parsed, named.name, group.aliases, rewriting.layer);
  for (const { declaration } of group.aliases) removeAlias(rewriting, declaration);
  if (!stays) rewriting.edits.push({ ...parameterSpan(parameter), text: name });
  for (const use of group.uses) rewriteSegment(rewriting, use, { text: name, promise: false });
}

/** The name and the type that no longer fits. */
function parameterSpan(parameter: ts.ParameterDeclaration): Span {
  return { start: parameter.name.getStart(), end: (parameter.type ?? parameter.name).end };
}
