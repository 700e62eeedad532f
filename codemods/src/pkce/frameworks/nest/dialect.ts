/** Routes of Nest: methods of a controller that take request and answer as Express has them. */
import { ts } from 'ts-morph';
import type { Dialect, Route } from '../../server/rewire/dialect.js';

const METHODS: Record<string, string> = {
  Get: 'get',
  Post: 'post',
  Put: 'put',
  Patch: 'patch',
  Delete: 'delete',
  All: 'all',
};

export const nestDialect: Dialect = {
  session: 'request.session',

  routeOf: (_parsed, fn) => routeOfMethod(fn),

  names(handler) {
    const response = parameterWith(handler, ['Res', 'Response']);
    if (!response) return null;
    const request = parameterWith(handler, ['Req', 'Request']);
    // A handler without its request reads no session either.
    return { request: request ?? '(no request)', response };
  },

  isAnswer: (text, { response }) => text.startsWith(`${response}.`),

  redirect(address, handler, { response }) {
    const isGet = routeOfMethod(handler)?.method === 'get';
    return `${response}.redirect(${isGet ? '' : '303, '}${address})`;
  },

  // A body that is not read any more must not be validated either.
  keeps: (parameter) => decoratorNames(parameter).some((name) => name === 'Res' || name === 'Response'),

  tokenCall: ({ request }) => `getAccessToken(${request})`,
};

function routeOfMethod(fn: ts.Node): Omit<Route, 'handler'> | null {
  if (!ts.isMethodDeclaration(fn) || !ts.isClassDeclaration(fn.parent)) return null;
  const controller = decoratorOf(fn.parent, ['Controller']);
  const route = decoratorOf(fn, Object.keys(METHODS));
  if (!controller || !route) return null;
  const parts = [constant(controller), constant(route)];
  const path = parts.includes(null)
    ? null
    : `/${parts
        .map((part) => part!.replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
  return { method: METHODS[route.expression.getText()]!, path, owner: 'controllers' };
}

/** Its path: '' where none is given, null where it is not written down. */
function constant({ arguments: [path] }: ts.CallExpression): string | null {
  if (!path) return '';
  return ts.isStringLiteralLike(path) ? path.text : null;
}

function parameterWith(handler: ts.FunctionLikeDeclaration, names: readonly string[]): string | undefined {
  const parameter = handler.parameters.find((one) =>
    decoratorNames(one).some((name) => names.includes(name)),
  );
  return parameter && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
}

function decoratorOf(node: ts.HasDecorators, names: readonly string[]): ts.CallExpression | undefined {
  return ts
    .getDecorators(node)
    ?.map(({ expression }) => expression)
    .find(
      (expression): expression is ts.CallExpression =>
        ts.isCallExpression(expression) && names.includes(expression.expression.getText()),
    );
}

function decoratorNames(parameter: ts.ParameterDeclaration): string[] {
  return (ts.getDecorators(parameter) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );
}
