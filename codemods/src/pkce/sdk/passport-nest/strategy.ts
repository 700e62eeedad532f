/** A class of @nestjs/passport around passport-local, and what its `validate` makes of a person. */
import { ts } from 'ts-morph';
import type { RequestSite, Span } from '@grant-migrate/analysis';
import { importedNames } from '../../../source/import-names.js';
import { withoutParens } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { symbolOf } from '../../../source/scope.js';
import type { Files } from '../../files.js';
import type { Dialect } from '../../server/rewire/dialect.js';
import { effectsOf } from '../../server/rewire/effects.js';
import { loginHandlerOf, type LoginHandler } from '../../server/rewire/login-handler.js';
import { resultNamesOf } from '../../server/rewire/result-names.js';
import { returnsOf, type Tracing } from '../../server/rewire/values.js';
import { userFrom, type User } from '../passport-local/verify.js';

export interface Strategy {
  parsed: ParsedFile;
  declaration: ts.ClassDeclaration;
  /** As guards name it. */
  name: string;
  helpers: LoginHandler['helpers'];
  user: User;
}

/** `validate` takes no request and gives no answer: passport does. */
const validation: Dialect = {
  session: 'request.session',
  routeOf: (parsed, fn) =>
    strategyNameOf(parsed, fn) === null ? null : { method: 'post', path: null, owner: 'passport' },
  names: () => NAMES,
  isAnswer: () => false,
  redirect: () => '',
  tokenCall: () => '',
};

const NAMES = { request: '(no request)', response: '(no response)' };

/** Null where the request does not stand in such a class; 'other' where `validate` does more than sign in. */
export function strategyOf(
  site: RequestSite,
  files: Files,
  sources: readonly string[],
): Strategy | 'other' | null {
  const found = loginHandlerOf(site, files, sources, validation);
  if (typeof found === 'string') return null;
  const { parsed, route, helpers } = found;
  const name = strategyNameOf(parsed, route.handler);
  if (name === null) return null;
  const span: Span = { start: site.start.offset, end: site.end.offset };
  const known = new Set(helpers.map((helper) => helper.name));
  for (const { parsed: file, fn } of [{ parsed, fn: route.handler }, ...helpers]) {
    const request = file.file === site.file ? [span, ...(site.wire?.builders ?? [])] : [];
    const { unknown, writes } = effectsOf(fn, NAMES, validation, { request, helpers: known });
    if (unknown !== null || writes.length > 0) return 'other';
  }
  const user = userIn(site, found);
  const declaration = route.handler.parent as ts.ClassDeclaration;
  return user ? { parsed, declaration, name, helpers, user } : 'other';
}

/** The second argument of `PassportStrategy(Strategy, name)`; null for other functions. */
function strategyNameOf(parsed: ParsedFile, fn: ts.Node): string | null {
  if (!ts.isMethodDeclaration(fn) || fn.name.getText() !== 'validate' || !ts.isClassDeclaration(fn.parent))
    return null;
  const [base] = fn.parent.heritageClauses?.[0]?.types ?? [];
  if (!base || !ts.isCallExpression(base.expression)) return null;
  const [strategy, name] = base.expression.arguments;
  if (base.expression.expression.getText() !== 'PassportStrategy' || !strategy) return null;
  const isLocal = importedNames(parsed).some(
    ({ module, local }) => module === 'passport-local' && local.text === strategy.getText(),
  );
  if (!isLocal) return null;
  return name && ts.isStringLiteralLike(name) ? name.text : 'local';
}

/** The object that `validate` gives, also where a function that it calls has made it. */
function userIn(site: RequestSite, { parsed, route, helpers }: LoginHandler): User | null {
  let place = { parsed, fn: route.handler };
  for (let depth = 0; depth <= helpers.length; depth += 1) {
    const [returned, ...others] = returnsOf(place.fn).filter(isSomething);
    const value = returned && resolved(place.parsed, returned);
    if (!value || others.length > 0) return null;
    const helper = helpers.find(({ name }) => ts.isCallExpression(value) && lastName(value) === name);
    if (!helper) {
      const [first] = place.fn.parameters;
      return first ? userFrom(value, tracingOf(site, place.parsed, helpers, first.name.getText())) : null;
    }
    place = helper;
  }
  return null;
}

function isSomething(value: ts.Expression): boolean {
  return !/^(undefined|null|false)$/.test(value.getText());
}

/** Behind `await`, and behind the variable that holds it. */
function resolved(parsed: ParsedFile, expression: ts.Expression): ts.Expression {
  const value = withoutParens(expression) as ts.Expression;
  if (!ts.isIdentifier(value)) return value;
  const [declaration] = symbolOf(parsed, value)?.declarations ?? [];
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? (withoutParens(declaration.initializer) as ts.Expression)
    : value;
}

function lastName(call: ts.CallExpression): string | undefined {
  return call.expression.getText().split('.').at(-1);
}

function tracingOf(
  site: RequestSite,
  parsed: ParsedFile,
  helpers: LoginHandler['helpers'],
  userName: string,
): Tracing {
  return {
    parsed,
    helpers,
    isSite: (node) =>
      node.getSourceFile().fileName.endsWith(site.file) && node.getStart() === site.start.offset,
    result: resultNamesOf(site.client),
    userName: new Set([userName]),
  };
}
