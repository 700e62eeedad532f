/** Entry points by what a function is given and returns: handlers by their parameters, components by their JSX. */
import type { TSESTree } from '@typescript-eslint/types';
import type { CallbackRole } from '../facts.js';
import { findNode } from '../source/walk.js';
import { calledName, isFunction, unwrap, type FunctionNode, type Node } from '../values/bindings.js';
import { type FileContext } from './context.js';
import { argumentRole } from './roles.js';

/** Makes the role of the function that is looked at. */
export type MakeRole = (kind: CallbackRole['kind'], by: string) => CallbackRole;

export function paramName(fn: FunctionNode, index: number): string {
  const param = fn.params[index];
  const target = param?.type === 'AssignmentPattern' ? param.left : param;
  return target?.type === 'Identifier' ? target.name : '';
}

/** `(req, res)`, `(ctx, next)`, `(request, reply)`: a handler by what it is given. */
export function signature(
  context: FileContext,
  fn: FunctionNode,
  exported: readonly string[],
  role: MakeRole,
): CallbackRole | null {
  const [first, second] = [paramName(fn, 0), paramName(fn, 1)];
  if (fn.parent?.type === 'CallExpression' && fn.parent.callee !== fn) {
    // Handed to somebody: the receiver's role says more, unless it is not known.
    if (/^(then|catch|map|request|get)$/.test(calleeTail(fn.parent))) return null;
    const host = fn.parent as TSESTree.CallExpression;
    const given = argumentRole(context, host, (host.arguments as Node[]).indexOf(fn)).kind;
    // What a scheduler calls is a job, whatever its parameters are called.
    if (given === 'job' || given === 'timer' || given === 'once') return null;
  }
  const isRequest = /^_?(req|request)$/.test(first);
  if (isRequest && /^_?(res|response|reply|h|resp)$/.test(second)) return role('http', 'request handler');
  if (/^(ctx|context)$/.test(first) && second === 'next') return role('http', 'middleware');
  if (
    /^(err|error)$/.test(first) &&
    /^_?(req|request)$/.test(second) &&
    /^_?(res|response|reply)$/.test(paramName(fn, 2))
  )
    return role('http', 'error handler');
  if (
    /^(event|evt|_event)$/.test(first) &&
    (second === 'context' || second === '_context' || second === '') &&
    exported.length > 0 &&
    fn.params.length <= 3 &&
    !/\.[jt]sx$|\.vue$/.test(context.tree.file)
  )
    return role('http', 'function handler');
  const type = fn.params[0]?.type === 'Identifier' ? fn.params[0].typeAnnotation?.typeAnnotation : undefined;
  const typeText = type ? context.tree.text.slice(...type.range) : '';
  if (
    /^(NextApiRequest|NextRequest|Express\.Request|APIGatewayProxyEvent(V2)?|SQSEvent|ScheduledEvent|SNSEvent|FastifyRequest)\b/.test(
      typeText,
    )
  ) {
    return role(
      /SQS|SNS/.test(typeText) ? 'message' : /Scheduled/.test(typeText) ? 'job' : 'http',
      'function handler',
    );
  }
  return null;
}

function calleeTail(call: Node): string {
  if (call.type !== 'CallExpression') return '';
  const callee = unwrap(call.callee);
  return calledName(callee) ?? '';
}

/** A component runs once per render. */
export function component(
  context: FileContext,
  fn: FunctionNode,
  name: string,
  role: MakeRole,
): CallbackRole | null {
  if (!/^[A-Z]/.test(name) || !/\.[jt]sx$|\.js$/.test(context.tree.file)) return null;
  if (fn.parent?.type === 'MethodDefinition') return null;
  const body = fn.body;
  const renders = (node: Node) => node.type === 'JSXElement' || node.type === 'JSXFragment';
  const found =
    body.type === 'BlockStatement'
      ? body.body.some(
          (one) => one.type === 'ReturnStatement' && !!one.argument && renders(unwrap(one.argument)),
        )
      : renders(body) || findNode(body, renders) !== undefined;
  return found && !isFunction(fn.parent) ? role('mount', `<${name}>`) : null;
}
