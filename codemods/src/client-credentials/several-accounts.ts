/** Whether a request signs in more than one account: with one token for all of them each would be the machine. */
import { ts } from 'ts-morph';
import { helperNamed, helperOf, type Given, type Helper } from '../cached-client/helper.js';
import { usesOfHelper } from '../cached-client/recovery.js';
import type { SiteContext } from '../cached-client/site-context.js';
import { lastName, walk } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { isPropertyName, referencesOf, symbolOf } from '../source/scope.js';
import { sourcesIn, type AccountSource } from './account-sources.js';
import type { Write } from '../places/writes.js';
import { isChanged } from '../places/changes.js';
import { isTakenInTurn } from './taken-in-turn.js';

/** How many hands an account may go through. */
const DEPTH = 4;

/**
 * Accounts of a list, those taken in turn, those that callers give one after the other, those of instances, in this file and in
 * others, and accounts that take each other's place.
 */
export function signsInSeveral(context: SiteContext, user: ts.Node | undefined): boolean {
  if (user === undefined) return false;
  return (
    holdsSeveral(context, context.parsed, user, DEPTH) ||
    isChanged(context, user, (write) => isSetAnew(context, write))
  );
}

function holdsSeveral(
  context: SiteContext,
  parsed: ParsedFile,
  value: ts.Node,
  depth: number,
  chooses = false,
): boolean {
  if (depth === 0) return false;
  let listed = false;
  walk(value, (node) => {
    if (ts.isIdentifier(node) && !isPropertyName(node)) listed ||= isOfIteration(parsed, node);
    return !listed;
  });
  return (
    listed ||
    isTakenInTurn(context, parsed, value) ||
    sourcesIn(parsed, value).some((source) =>
      isGivenSeveral(context, parsed, chooses ? { ...source, chooses } : source, depth),
    )
  );
}

/** A parameter that calls fill with different accounts, or with one after the other. */
function isGivenSeveral(
  context: SiteContext,
  parsed: ParsedFile,
  { parameter, member, chooses }: AccountSource,
  depth: number,
): boolean {
  const index = parameter.parent.parameters.indexOf(parameter);
  const handed = handedOn(parsed, parameter);
  if (handed.some(isIterated)) return true;
  const bound = handed.flatMap((use) => boundAt(use, index) ?? []);
  const called = callsWith(context, parsed, parameter).flatMap(({ parsed: file, call }) => {
    const argument = argumentAt(call, index);
    return argument ? [{ file, value: memberOf(argument, member) }] : [];
  });
  const byDefault = defaultOf(parameter, member);
  const given = [
    ...called,
    ...[...bound, ...byDefault].map((value) => ({ file: parsed, value: memberOf(value, member) })),
  ];
  // `(request) => tokenOf(request.params.tenant)`: whoever calls from outside chooses.
  if (chooses && given.length === 0) return true;
  return (
    new Set(given.map(({ value }) => value.getText())).size > 1 ||
    given.some(({ file, value }) => holdsSeveral(context, file, value, depth - 1, chooses))
  );
}

/** What stands in for an argument, or a member of one, that a caller leaves out. */
function defaultOf(parameter: ts.ParameterDeclaration, member: string | undefined): ts.Expression[] {
  const { name, initializer } = parameter;
  const element = ts.isObjectBindingPattern(name)
    ? name.elements.find((one) => (one.propertyName ?? one.name).getText() === member)
    : undefined;
  const made = ts.isObjectBindingPattern(name) ? element?.initializer : initializer;
  return made ? [made] : [];
}

/** Where the function itself is handed on instead of called, in its file. */
function handedOn(parsed: ParsedFile, parameter: ts.ParameterDeclaration): ts.Identifier[] {
  const { declaration } = helperOf(parsed, parameter) ?? {};
  return declaration
    ? referencesOf(parsed, declaration).filter(
        ({ parent }) => !(ts.isCallExpression(parent) && parent.expression.getText() === declaration.text),
      )
    : [];
}

/** `accounts.map(login)` */
function isIterated(use: ts.Identifier): boolean {
  const { parent } = use;
  return (
    ts.isCallExpression(parent) &&
    parent.expression !== use &&
    ITERATION.test(lastName(parent.expression) ?? '')
  );
}

/** `login.bind(null, user)`, `login.call(this, user)`, `login.apply(null, account)` */
function boundAt({ parent }: ts.Identifier, index: number): ts.Node | undefined {
  const call = parent.parent;
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(call) || call.expression !== parent)
    return undefined;
  if (parent.name.text === 'apply') return call.arguments[1];
  return /^(bind|call)$/.test(parent.name.text) ? argumentAt(call, index + 1) : undefined;
}

/** A list that is spread stands for all that come from there on: which of them it is cannot be told. */
function argumentAt({ arguments: given = [] as never }: Given['call'], index: number): ts.Node | undefined {
  return given.slice(0, index + 1).find(ts.isSpreadElement) ?? given[index];
}

/** The calls that fill the parameter; of a constructor, where instances are made. */
function callsWith(context: SiteContext, parsed: ParsedFile, parameter: ts.ParameterDeclaration): Given[] {
  const { parent: fn } = parameter;
  if (ts.isConstructorDeclaration(fn)) {
    const { name } = fn.parent;
    if (!name) return [];
    const here = referencesOf(parsed, name).flatMap(({ parent }) =>
      ts.isNewExpression(parent) ? [{ parsed, call: parent }] : [],
    );
    const isDefault = (ts.getCombinedModifierFlags(fn.parent) & ts.ModifierFlags.Default) !== 0;
    return [...here, ...context.callsElsewhere(helperNamed(parsed, name, isDefault), parsed.file)];
  }
  const here = usesOfHelper(parsed, parameter).flatMap(({ parent }) =>
    ts.isCallExpression(parent) ? [{ parsed, call: parent }] : [],
  );
  const helper: Helper | undefined = helperOf(parsed, parameter);
  return [...here, ...(helper ? context.callsElsewhere(helper, parsed.file) : [])];
}

/** `{ user: a, scope }` gives `a` where the user is read. */
function memberOf(argument: ts.Node, member: string | undefined): ts.Node {
  if (member === undefined || !ts.isObjectLiteralExpression(argument)) return argument;
  const property = argument.properties.find((one) => one.name?.getText() === member);
  if (property && ts.isPropertyAssignment(property)) return property.initializer;
  return property && ts.isShorthandPropertyAssignment(property) ? property.name : argument;
}

/** A setter that is called more than once, or with what its own caller is given. */
function isSetAnew(context: SiteContext, { parsed, value }: Write): boolean {
  if (!value) return true;
  return sourcesIn(parsed, value).some(({ parameter, member }) => {
    if (ts.isConstructorDeclaration(parameter.parent))
      return isGivenSeveral(context, parsed, { parameter, member }, DEPTH);
    const index = parameter.parent.parameters.indexOf(parameter);
    const [only, ...others] = callsWith(context, parsed, parameter);
    const argument = only?.call.arguments?.[index];
    return (
      !only ||
      !argument ||
      others.length > 0 ||
      sourcesIn(only.parsed, argument).length > 0 ||
      holdsSeveral(context, only.parsed, argument, DEPTH)
    );
  });
}

const ITERATION =
  /^(forEach|map|flatMap|filter|reduce|some|every|find|mapLimit|eachLimit|eachSeries|pMap|each)$/;

function isOfIteration(parsed: ParsedFile, name: ts.Identifier): boolean {
  return (symbolOf(parsed, name)?.declarations ?? []).some((declaration) => {
    let outer: ts.Node = declaration;
    while (
      ts.isBindingElement(outer) ||
      ts.isObjectBindingPattern(outer) ||
      ts.isArrayBindingPattern(outer) ||
      ts.isVariableDeclaration(outer)
    )
      outer = outer.parent;
    if (ts.isVariableDeclarationList(outer))
      return ts.isForOfStatement(outer.parent) || ts.isForInStatement(outer.parent);
    if (!ts.isParameter(outer)) return false;
    const call = outer.parent.parent;
    return ts.isCallExpression(call) && ITERATION.test(lastName(call.expression) ?? '');
  });
}
