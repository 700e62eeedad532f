/** Parameters that frameworks fill from a request: by their names, their decorators, and the arguments of GraphQL. */
import { isFunction, propertyName, type FunctionNode, type Node } from './bindings.js';

export const REQUEST_NAMES = /^(req|request|ctx|context|event|evt|c|r)$/;
const REQUEST_MEMBERS =
  /^(body|query|params|headers|payload|form|formData|json|cookies|session|user|queryStringParameters|pathParameters|auth|authorization|rawBody|request|req|identity|res|locals|state|fields|text)$/;
/** Nest, routing-controllers, TypeGraphQL. */
const DECORATORS =
  /^(Arg|Args|Body|BodyParam|Headers|MessageBody|Param|Params|Payload|Query|QueryParam|Req|Request)$/;

/** True when the parameter of this index is a request, or what came with one; `node` is its use. */
export function isRequestArgument(fn: Node, index: number, node: Node): boolean {
  if (!isFunction(fn)) return false;
  if (isRequestObject(fn, index, node)) return true;
  const parameter = fn.params[index];
  if (parameter && 'decorators' in parameter)
    for (const { expression } of parameter.decorators) {
      const name = expression.type === 'CallExpression' ? expression.callee : expression;
      if (name.type === 'Identifier' && DECORATORS.test(name.name)) return true;
    }
  return index === 1 && isResolver(fn);
}

/** `Mutation: { login: (parent, args, context) => … }` (https://graphql.org/learn/execution/#root-fields-and-resolvers). */
function isResolver(fn: Node): boolean {
  const field = fn.parent;
  if (field?.type !== 'Property' || field.value !== fn) return false;
  const type = field.parent.parent;
  return type?.type === 'Property' && /^(Mutation|Query|Subscription)$/.test(propertyName(type) ?? '');
}

/** `req.body.password` in a handler: the parameter is the request when one of its request members is read. */
function isRequestObject(fn: FunctionNode, index: number, node: Node): boolean {
  const param = fn.params[index];
  if (param?.type !== 'Identifier' || !REQUEST_NAMES.test(param.name)) return false;
  const parent = node.parent;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  return REQUEST_MEMBERS.test(propertyName(parent) ?? '');
}
