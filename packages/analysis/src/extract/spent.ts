/** Whether a token that was written somewhere is used at once, by the function that asked for it. */
import { findNode } from '../source/walk.js';
import { calledName, propertyName, unwrap, type Node } from '../values/bindings.js';
import { calledFunction } from './called-function.js';
import type { FileContext } from './context.js';
import { placesReadIn } from './function-places.js';
import { placeOf, samePlace, type Place } from './places.js';

/** After the call, the function hands what was written to a call other than a log: `axios.get(url, { headers: { token } })`. */
export function isSpent(context: FileContext, written: Place[], whole: Node, home: Node): boolean {
  if (written.length === 0) return false;
  return (
    findNode(home, (node) => {
      if (node.range[0] < whole.range[1]) return false;
      if (node.type === 'CallExpression') {
        const called = calledFunction(context, node.callee);
        return (
          called !== null &&
          placesReadIn(context, called).some((read) => written.some((one) => samePlace(read, one)))
        );
      }
      if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
      const place = placeOf(context, node, home);
      const from = place === null ? undefined : written.find((one) => samePlace(place, one));
      return from !== undefined && (isHandedOn(node, home) || (from.keeper === true && isCalledOn(node)));
    }) !== undefined
  );
}

const KEEPS =
  /^(log|info|debug|warn|error|trace|setTimeout|setInterval|set|setItem|save|store|write\w*|emit)$/;

/** `api.getPlaylist(id)`: the SDK's object, which keeps the token, makes its call. */
function isCalledOn(node: Node): boolean {
  const call = node.parent?.parent;
  return (
    node.parent?.type === 'MemberExpression' &&
    call?.type === 'CallExpression' &&
    call.callee === node.parent &&
    !/^set|token|auth|log/i.test(propertyName(node.parent) ?? '')
  );
}

function isHandedOn(node: Node, home: Node): boolean {
  for (let at: Node = node; at.parent && at.parent !== home; at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') continue;
    if (parent.callee === at) continue;
    const callee = unwrap(parent.callee);
    const name = calledName(callee);
    return name === null || !KEEPS.test(name);
  }
  return false;
}
