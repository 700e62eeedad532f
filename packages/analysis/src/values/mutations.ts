/** What is written into a variable after its declaration: assignments, `x.key = …`, `x.append(key, value)`, `x = x.set(…)`. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { bindingsOf, enclosingFunction, propertyName, type Node } from './bindings.js';
import { entry, spread } from './objects.js';
import type { EvaluateContext } from './context.js';
import type { Entry } from './value.js';

interface Mutations {
  /** Right sides of whole assignments that are not built from the variable itself. */
  assigned: Node[];
  /** Right sides of `+=`. */
  appended: Node[];
  /** Objects that a loop copies into the variable key by key. */
  filled: Node[];
  entries: Entry[];
  /** What may bring any key: sources of `Object.assign` that cannot be read. */
  open: Node[];
  /** The statements that hold the mutations, for the codemods. */
  builders: Node[];
}

const ADDERS = new Set(['append', 'set', 'add', 'field']);

export function mutationsOf(
  context: EvaluateContext,
  variable: Variable,
  declarator: TSESTree.VariableDeclarator | null,
): Mutations {
  const out: Mutations = { assigned: [], appended: [], filled: [], entries: [], open: [], builders: [] };
  const home = declarator ?? (variable.defs[0]?.name as Node | undefined);
  for (const identifier of bindingsOf(context.tree).referencesOf(variable)) {
    const parent = identifier.parent;
    if (!parent) continue;
    if (parent.type === 'AssignmentExpression' && parent.left === identifier) {
      assignment(context, variable, parent, out);
    } else if (parent.type === 'MemberExpression' && parent.object === identifier) {
      memberWrite(context, parent, home, out);
    } else if (parent.type === 'CallExpression' && parent.arguments[0] === identifier)
      assignInto(context, parent, home, out);
  }
  return out;
}

function assignment(
  context: EvaluateContext,
  variable: Variable,
  node: TSESTree.AssignmentExpression,
  out: Mutations,
): void {
  if (node.operator === '+=') {
    out.appended.push(node.right);
    fillFrom(node, out);
    out.builders.push(statementOf(node));
    return;
  }
  // `data = data.append('k', v)` adds a key; `body += '&k=' + v` adds text; anything else replaces.
  const links = chainFrom(context, node.right, variable);
  if (links) {
    for (const link of links) addCall(context, link, isConditional(node, variable), out);
    out.builders.push(statementOf(node));
  } else out.assigned.push(node.right);
}

function memberWrite(
  context: EvaluateContext,
  member: TSESTree.MemberExpression,
  home: Node | undefined,
  out: Mutations,
): void {
  const parent = member.parent;
  if (parent.type === 'AssignmentExpression' && parent.left === member) {
    const key = propertyName(member) ?? computed(context, member);
    if (key === null) return;
    out.entries.push(entry(context, key, parent.right, parent, conditionalFrom(parent, home)));
    out.builders.push(statementOf(parent));
    return;
  }
  if (parent.type === 'MemberExpression' && propertyName(member) === 'searchParams')
    return memberWrite(context, parent, home, out);
  if (parent.type !== 'CallExpression' || parent.callee !== member) return;
  // An immutable form: `params.append(…)` alone changes nothing.
  if (isImmutable(home) && parent.parent.type === 'ExpressionStatement') return;
  if (
    propertyName(member) === 'push' ||
    (/^(append|set)$/.test(propertyName(member) ?? '') && parent.arguments[0]?.type !== 'Literal')
  )
    fillFrom(parent, out);
  let call: Node = parent;
  for (;;) {
    if (!addCall(context, call as TSESTree.CallExpression, conditionalFrom(call, home), out)) break;
    const next: Node | undefined = call.parent;
    if (
      next?.type !== 'MemberExpression' ||
      next.parent.type !== 'CallExpression' ||
      next.parent.callee !== next
    )
      break;
    call = next.parent;
  }
  const statement = statementOf(parent);
  if (statement.type === 'ExpressionStatement') out.builders.push(statement);
}

/** `Object.assign(payload, { … })` */
function assignInto(
  context: EvaluateContext,
  call: TSESTree.CallExpression,
  home: Node | undefined,
  out: Mutations,
): void {
  const callee = call.callee;
  if (
    callee.type !== 'MemberExpression' ||
    propertyName(callee) !== 'assign' ||
    callee.object.type !== 'Identifier' ||
    callee.object.name !== 'Object'
  )
    return;
  for (const source of call.arguments.slice(1)) {
    const brought: Entry[] = [];
    spread(context, source.type === 'SpreadElement' ? source.argument : source, source, brought, out.open);
    const conditional = conditionalFrom(call, home);
    out.entries.push(...brought.map((one) => ({ ...one, conditional: conditional || one.conditional })));
  }
  out.builders.push(statementOf(call));
}

function isImmutable(home: Node | undefined): boolean {
  const init = home?.type === 'VariableDeclarator' ? home.init : null;
  return (
    init?.type === 'NewExpression' &&
    init.callee.type === 'Identifier' &&
    /^(HttpParams|HttpHeaders)$/.test(init.callee.name)
  );
}

/** The object that a `for … in` or `Object.keys(…).forEach` around the write goes through. */
function fillFrom(node: Node, out: Mutations): void {
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    if (at.type === 'ForInStatement' || at.type === 'ForOfStatement') {
      out.filled.push(listed(at.right));
      return;
    }
    const host: Node | undefined = at.parent;
    if (/Function/.test(at.type)) {
      if (
        host?.type === 'CallExpression' &&
        host.callee.type === 'MemberExpression' &&
        propertyName(host.callee) === 'forEach'
      )
        out.filled.push(listed(host.callee.object));
      return;
    }
  }
}

/** `Object.keys(details)` and `Object.entries(details)` list `details`. */
function listed(node: Node): Node {
  const [first] = node.type === 'CallExpression' ? node.arguments : [];
  return first && first.type !== 'SpreadElement' ? first : node;
}

/** The calls of `x.append(a, b).append(c, d)` when it starts at the variable, outermost last. */
function chainFrom(
  context: EvaluateContext,
  node: Node,
  variable: Variable,
): TSESTree.CallExpression[] | null {
  const calls: TSESTree.CallExpression[] = [];
  let at = node;
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    calls.unshift(at);
    at = at.callee.object;
  }
  return calls.length > 0 && at.type === 'Identifier' && bindingsOf(context.tree).variableOf(at) === variable
    ? calls
    : null;
}

/** Adds the key of one `append`-like call; false when the call is something else. */
export function addCall(
  context: EvaluateContext,
  call: TSESTree.CallExpression,
  conditional: boolean,
  out: { entries: Entry[] },
): boolean {
  if (call.callee.type !== 'MemberExpression' || !ADDERS.has(propertyName(call.callee) ?? '')) return false;
  const [key, value] = call.arguments;
  if (!key || !value || key.type === 'SpreadElement' || value.type === 'SpreadElement') return false;
  const name = context.evaluate(key);
  if (name.kind !== 'text') return false;
  out.entries.push(entry(context, name.text, value, call, conditional));
  return true;
}

function computed(context: EvaluateContext, member: TSESTree.MemberExpression): string | null {
  const value = context.evaluate(member.property as Node);
  return value.kind === 'text' ? value.text : null;
}

export function statementOf(node: Node): Node {
  let at = node;
  while (at.parent && !/Statement$|Declaration$|^Program$/.test(at.type)) at = at.parent;
  return at;
}

function isConditional(node: Node, variable: Variable): boolean {
  return conditionalFrom(node, variable.defs[0]?.name as Node | undefined);
}

/** Whether a condition, loop or other function stands between the write and the declaration. */
function conditionalFrom(node: Node, home: Node | undefined): boolean {
  const fn = home ? enclosingFunction(home) : null;
  for (let at: Node | undefined = node.parent; at && at !== fn; at = at.parent) {
    if (
      /^(If|For|While|DoWhile|Switch|ForOf|ForIn|Conditional|Logical)/.test(at.type) ||
      at.type === 'CatchClause'
    ) {
      if (!home || !(at.range[0] <= home.range[0] && home.range[1] <= at.range[1])) return true;
    }
    if (/Function/.test(at.type)) return true;
  }
  return false;
}
