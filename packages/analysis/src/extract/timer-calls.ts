/** Calls that set a timer: they answer its handle, whatever their callback does. */
import { propertyName, unwrap, type Node } from '../values/bindings.js';

/** `setTimeout(() => this.poll(), 1000)`, `this.setInterval(fn, 1000)`. */
export function isTimerCall(given: Node): boolean {
  const call = unwrap(given);
  if (call.type !== 'CallExpression') return false;
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression'
      ? propertyName(callee)
      : callee.type === 'Identifier'
        ? callee.name
        : null;
  return /^set(Timeout|Interval|Immediate)$/.test(name ?? '');
}
