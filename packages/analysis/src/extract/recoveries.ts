/** What runs only after something failed: in a `catch`, in a rejection callback, under a test of 401, at a failure event. */
import { calledName, isFunction, propertyName, unwrap, type Node } from '../values/bindings.js';

const FAILURE =
  /\b(401|403|invalid_grant|ERR_BAD_REQUEST|(is_?)?invalid(_?access)?_?token|token_?(is_?)?invalid|unauthori[sz]ed|token_?expired|isExpired|expired|expires_in|expires_?at|expiresIn|expiry|isTokenExpired|retry|retries|attempt|hasRetried|_retry|__ITER)\b/i;

/** The status of a refused token is named: whatever else is asked, this is what comes after a refusal. */
const REFUSED = '(401|403|\\w*Status\\w*\\.(unauthori[sz]ed|forbidden))\\b';
const REFUSAL = new RegExp(`\\b${REFUSED}`, 'i');
const NO_REFUSAL = new RegExp(`!==?\\s*['"]?${REFUSED}`, 'i');
const FIRST_TRY = /!\s*\w*(retry|attempt)/i;

/** Whether `node` runs, within `home`, only after something failed. */
export function isRecovery(node: Node, home: Node | null, text: string): boolean {
  const host = home?.parent;
  if (host?.type === 'CallExpression' && isFailureEvent(host, (host.arguments as Node[]).indexOf(home!)))
    return true;
  for (let at: Node = node; at.parent && at !== home; at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type === 'CatchClause' || isRefused(parent, at, text)) return true;
    if (parent.type === 'CallExpression' && isFunction(at)) {
      const callee = unwrap(parent.callee);
      const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
      if (name === 'catch' || (name === 'then' && parent.arguments[1] === at)) return true;
    }
  }
  return false;
}

/** Whether `at` is reached through its parent only when that asked for a failure and there was one. */
function isRefused(parent: Node, at: Node, text: string): boolean {
  const of = (test: Node) => text.slice(...test.range);
  switch (parent.type) {
    case 'IfStatement':
      if (parent.consequent === at) return tellsFailure(of(parent.test));
      return parent.alternate === at && NO_REFUSAL.test(of(parent.test));
    case 'ConditionalExpression':
      if (parent.consequent === at) return tellsRefusal(of(parent.test));
      return parent.alternate === at && NO_REFUSAL.test(of(parent.test));
    case 'LogicalExpression':
      return parent.operator === '&&' && parent.right === at && tellsRefusal(of(parent.left));
    case 'SwitchCase':
      return parent.test !== null && parent.test !== at && REFUSAL.test(of(parent.test));
    case 'BlockStatement':
      return (parent.body as Node[])
        .slice(0, (parent.body as Node[]).indexOf(at))
        .some((one) => one.type === 'IfStatement' && leaves(one.consequent) && leavesUnrefused(of(one.test)));
    default:
      return false;
  }
}

const tellsRefusal = (test: string) => REFUSAL.test(test) && !NO_REFUSAL.test(test);

const tellsFailure = (test: string) =>
  tellsRefusal(test) || (FAILURE.test(test) && !NO_REFUSAL.test(test) && !FIRST_TRY.test(test));

/** `if (response.status !== 401 || isLogin(url)) return response;`: what follows is for the others. */
const leavesUnrefused = (test: string) =>
  test.split('||').some((one) => one.split('&&').every((part) => NO_REFUSAL.test(part)));

function leaves(statement: Node): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(leaves);
  return statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement';
}

const FAILURE_EVENT = /^(error|warning|disconnect(ed)?|offline)$/;
const CONNECTION = /(ws|socket|conn(ection)?|channel|client|mqtt|amqp)$/i;

/** `api.on('error', reconnect)`, `socket.on('close', connect)`: what was there is gone. */
export function isFailureEvent(call: Node, index: number): boolean {
  if (call.type !== 'CallExpression' || index !== 1) return false;
  const callee = unwrap(call.callee);
  const [event] = call.arguments;
  if (callee.type !== 'MemberExpression' || event?.type !== 'Literal') return false;
  if (!/^(on|once|addListener|addEventListener)$/.test(propertyName(callee) ?? '')) return false;
  if (FAILURE_EVENT.test(String(event.value))) return true;
  const receiver = unwrap(callee.object);
  const name = calledName(receiver) ?? '';
  return event.value === 'close' && CONNECTION.test(name);
}
