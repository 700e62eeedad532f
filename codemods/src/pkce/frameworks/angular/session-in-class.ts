/** The session as Angular gives it: a field of the class, or a constant of a function that runs where `inject` may be called. */
import { ts } from 'ts-morph';
import { functionOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';
import type { FileEdits } from '../browser/replace-request.js';
import type { SessionAccess } from '../browser/session-access.js';

const SERVICE = 'AuthSession';
const NAMES = ['authSession', 'oidcSession', 'signInSession'];
/** Angular makes these itself, so that their fields may be injected. */
const DECORATORS = new Set(['Injectable', 'Component', 'Directive', 'Pipe', 'NgModule']);
/** Angular calls these, in an injection context. */
const FUNCTIONS =
  /^(HttpInterceptorFn|CanActivateFn|CanActivateChildFn|CanMatchFn|CanDeactivateFn|CanLoadFn|ResolveFn)\b/;

type Body = ts.ArrowFunction | ts.FunctionDeclaration | ts.FunctionExpression;

/** `moduleFor`: how a file imports the module of the service; null where it cannot. */
export function injectedSession(moduleFor: (file: string) => string | null): SessionAccess {
  // One name a class or function, in one rewrite of a file.
  const given = new WeakMap<FileEdits, Map<ts.Node, string>>();

  function nameIn(into: FileEdits, owner: ts.Node, make: () => string | null): string | null {
    const names = given.get(into) ?? new Map<ts.Node, string>();
    given.set(into, names);
    const name = names.get(owner) ?? make();
    if (name !== null) names.set(owner, name);
    return name;
  }

  function injected(parsed: ParsedFile, into: FileEdits): string {
    const inject = into.names.localFor('@angular/core', 'inject');
    return `${inject}(${into.names.localFor(moduleFor(parsed.file)!, SERVICE)})`;
  }

  function asField(parsed: ParsedFile, owner: ts.ClassDeclaration, into: FileEdits): string | null {
    const known = owner.members.find(
      (member) => ts.isPropertyDeclaration(member) && member.initializer?.getText() === `inject(${SERVICE})`,
    );
    if (known) return known.name!.getText();
    const name = NAMES.find((candidate) => !mentions(owner, candidate));
    if (name === undefined) return null;
    const { eol, indent, semicolon } = styleOf(parsed);
    const [first] = owner.members;
    const indentation = first
      ? indentationAt(parsed.text, first.getStart())
      : indentationAt(parsed.text, owner.getStart()) + indent;
    const gap = first && !ts.isPropertyDeclaration(first) ? eol : '';
    const line = `${eol}${indentation}private readonly ${name} = ${injected(parsed, into)}${semicolon}${gap}`;
    into.edits.push({ start: owner.members.pos, end: owner.members.pos, text: line });
    return name;
  }

  function asConstant(parsed: ParsedFile, fn: Body, into: FileEdits): string | null {
    if (!fn.body || !ts.isBlock(fn.body)) return null;
    const name = into.names.newName(NAMES);
    const { eol, indent, semicolon } = styleOf(parsed);
    const indentation = indentationAt(parsed.text, fn.body.statements[0]?.getStart() ?? fn.getStart());
    const { pos } = fn.body.statements;
    const line = `${eol}${indentation || indent}const ${name} = ${injected(parsed, into)}${semicolon}`;
    into.edits.push({ start: pos, end: pos, text: line });
    return name;
  }

  return {
    call(parsed, node, into, name) {
      if (moduleFor(parsed.file) === null) return null;
      const owner = classOfThis(node);
      if (owner) {
        const field = nameIn(into, owner, () => asField(parsed, owner, into));
        return field === null ? null : `this.${field}.${name}()`;
      }
      const fn = injectionFunction(node);
      if (!fn) return null;
      if (fn.body && !ts.isBlock(fn.body))
        return functionOf(node) === fn ? `${injected(parsed, into)}.${name}()` : null;
      const constant = nameIn(into, fn, () => asConstant(parsed, fn, into));
      return constant === null ? null : `${constant}.${name}()`;
    },
  };
}

/** The class that `this` is an instance of at this place, if Angular makes it. */
function classOfThis(node: ts.Node): ts.ClassDeclaration | undefined {
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
    const { parent } = inner;
    if (ts.isFunctionDeclaration(inner) || ts.isFunctionExpression(inner)) return undefined;
    if (ts.isClassDeclaration(parent)) {
      const isStatic =
        ts.canHaveModifiers(inner) &&
        ts.getModifiers(inner)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
      return ts.isClassElement(inner) && !isStatic && isMadeByAngular(parent) ? parent : undefined;
    }
    if (ts.isClassLike(parent) || (ts.isObjectLiteralExpression(parent) && ts.isMethodDeclaration(inner)))
      return undefined;
  }
  return undefined;
}

function isMadeByAngular(owner: ts.ClassDeclaration): boolean {
  return (ts.getDecorators(owner) ?? []).some(
    ({ expression }) =>
      ts.isCallExpression(expression) &&
      ts.isIdentifier(expression.expression) &&
      DECORATORS.has(expression.expression.text),
  );
}

/** The function of the module's top around this place, if it runs where `inject` may be called. */
function injectionFunction(node: ts.Node): Body | undefined {
  let outermost: ts.Node | undefined;
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) {
    if (ts.isClassLike(outer)) return undefined;
    if (ts.isFunctionLike(outer)) outermost = outer;
  }
  if (!outermost) return undefined;
  if (
    !ts.isArrowFunction(outermost) &&
    !ts.isFunctionDeclaration(outermost) &&
    !ts.isFunctionExpression(outermost)
  )
    return undefined;
  const fn: Body = outermost;
  const holder = fn.parent;
  const type = ts.isVariableDeclaration(holder) ? holder.type?.getText() : undefined;
  return (type !== undefined && FUNCTIONS.test(type)) || injectsAtOnce(fn) ? fn : undefined;
}

/** It calls `inject` itself, not in a callback: then it is called where that may be done. */
function injectsAtOnce(fn: Body): boolean {
  let found = false;
  walk(fn.body!, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isCallExpression(node) && node.expression.getText() === 'inject') found = true;
    return !found;
  });
  return found;
}

function mentions(root: ts.Node, name: string): boolean {
  let found = false;
  walk(root, (node) => {
    if (ts.isIdentifier(node) && node.text === name) found = true;
    return !found;
  });
  return found;
}
