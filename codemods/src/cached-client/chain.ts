import { ts } from 'ts-morph';
import type { WireShape } from '@grant-migrate/analysis';

/** The whole of a superagent chain, from any of its calls: `post(url).type('form').send(body)`. */
export function wholeChain(call: ts.CallExpression): ts.CallExpression {
  const { parent } = call;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== call) return call;
  const next = parent.parent;
  if (!ts.isCallExpression(next) || next.expression !== parent) return call;
  return /^(then|catch|finally|end|pipe|on)$/.test(parent.name.text) ? call : wholeChain(next);
}

/** `.type('form')` of a superagent chain decides how an object is sent. */
export function withTypeOfChain(call: ts.CallExpression, wire: WireShape): WireShape {
  for (let node: ts.Expression = call; ts.isCallExpression(node);) {
    const { expression, arguments: given } = node;
    if (!ts.isPropertyAccessExpression(expression)) break;
    const [type] = given;
    if (expression.name.text === 'type' && type && ts.isStringLiteralLike(type)) {
      const body = /form|urlencoded/i.test(type.text) ? 'form' : /json/i.test(type.text) ? 'json' : 'unknown';
      return { ...wire, body, opaque: wire.opaque.filter(({ span }) => span.start !== type.getStart()) };
    }
    node = expression.expression;
  }
  return wire;
}
