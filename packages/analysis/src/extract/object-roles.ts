/** Functions that an object holds for a server to call, by what else stands in it: routes and resolvers. */
import type { TSESTree } from '@typescript-eslint/types';
import type { CallbackRole } from '../facts.js';
import { isFunction, propertyName, unwrap } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { holderName, holderOf } from './names.js';

const PATH = /^(path|url|route|uri)$/;
const METHOD = /^(methods?|verb|httpMethod)$/;
const HANDLER = /^(handlers?|controller|action|handle|preHandler|onRequest|middlewares?)$/;
const RESOLVERS = /^(Query|Mutation|Subscription)$/;

/** What calls the function under `key` of the object, when the object's own form tells it. */
export function objectRole(
  { tree }: FileContext,
  object: TSESTree.ObjectExpression,
  key: string,
): CallbackRole | null {
  const by =
    isRoute(object) && HANDLER.test(key)
      ? 'route'
      : holdsResolvers(object)
        ? 'resolver'
        : isHandler(object) && key === 'handle'
          ? 'request handler of a skill'
          : PAGE_SERVER.test(tree.file) && nameOf(object) === 'actions'
            ? 'form action'
            : null;
  return by ? { kind: 'http', by, span: { start: object.range[0], end: object.range[1] } } : null;
}

/** https://svelte.dev/docs/kit/form-actions */
const PAGE_SERVER = /(^|\/)\+page\.server\.[jt]s$/;

/** https://developer.amazon.com/docs/alexa/alexa-skills-kit-sdk-for-nodejs/handle-requests.html */
const isHandler = ({ properties }: TSESTree.ObjectExpression) =>
  properties.some((one) => one.type === 'Property' && propertyName(one) === 'canHandle');

const nameOf = (object: TSESTree.ObjectExpression) => holderName(holderOf(object) ?? object) ?? '';

/** `{ method: 'GET', path: '/orders', handler }` of Hapi, Fastify, and tables of an application's own. */
function isRoute({ properties }: TSESTree.ObjectExpression): boolean {
  const keys = properties.flatMap((one) => (one.type === 'Property' ? [propertyName(one) ?? ''] : []));
  return keys.some((key) => PATH.test(key)) && keys.some((key) => METHOD.test(key));
}

/** `{ Query: { orders: async () => … } }` and `const Query = { … }`: https://www.apollographql.com/docs/apollo-server/data/resolvers */
function holdsResolvers(object: TSESTree.ObjectExpression): boolean {
  if (!RESOLVERS.test(nameOf(object))) return false;
  return object.properties.some((one) => {
    const value = one.type === 'Property' ? unwrap(one.value) : null;
    return isFunction(value) || value?.type === 'Identifier';
  });
}
