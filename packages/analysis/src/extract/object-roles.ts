/** Functions that an object holds for a server to call, by what else stands in it: routes and resolvers. */
import type { TSESTree } from '@typescript-eslint/types';
import type { CallbackRole } from '../facts.js';
import { isFunction, propertyName, unwrap } from '../values/bindings.js';
import { holderName, holderOf } from './names.js';

const PATH = /^(path|url|route|uri)$/;
const METHOD = /^(methods?|verb|httpMethod)$/;
const HANDLER = /^(handlers?|controller|action|handle|preHandler|onRequest|middlewares?)$/;
const RESOLVERS = /^(Query|Mutation|Subscription)$/;

/** What calls the function under `key` of the object, when the object's own form tells it. */
export function objectRole(object: TSESTree.ObjectExpression, key: string): CallbackRole | null {
  const by = isRoute(object) && HANDLER.test(key) ? 'route' : holdsResolvers(object) ? 'resolver' : null;
  return by ? { kind: 'http', by, span: { start: object.range[0], end: object.range[1] } } : null;
}

/** `{ method: 'GET', path: '/orders', handler }` of Hapi, Fastify, and tables of an application's own. */
function isRoute({ properties }: TSESTree.ObjectExpression): boolean {
  const keys = properties.flatMap((one) => (one.type === 'Property' ? [propertyName(one) ?? ''] : []));
  return keys.some((key) => PATH.test(key)) && keys.some((key) => METHOD.test(key));
}

/** `{ Query: { orders: async () => … } }` and `const Query = { … }`: https://www.apollographql.com/docs/apollo-server/data/resolvers */
function holdsResolvers(object: TSESTree.ObjectExpression): boolean {
  const holder = holderOf(object);
  if (!holder || !RESOLVERS.test(holderName(holder) ?? '')) return false;
  return object.properties.some((one) => {
    const value = one.type === 'Property' ? unwrap(one.value) : null;
    return isFunction(value) || value?.type === 'Identifier';
  });
}
