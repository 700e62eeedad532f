/** Calls that set a timer: they answer its handle, whatever their callback does. */
import { calledName, unwrap, type Node } from '../values/bindings.js';

/** `setTimeout(() => this.poll(), 1000)`, `this.setInterval(fn, 1000)`. */
export function isTimerCall(given: Node): boolean {
  const call = unwrap(given);
  return (
    call.type === 'CallExpression' && /^set(Timeout|Interval|Immediate)$/.test(calledName(call.callee) ?? '')
  );
}
