/** What code asks of a result that an earlier one cannot answer: the request, how this one went, whether the token is another. */
import { ts } from 'ts-morph';
import { functionOf, memberName, walk } from '../source/nodes.js';
import { ACCESS_TOKEN, TOKEN_RESPONSE } from './result-flow.js';
import type { ResultUse } from './result-uses.js';

const OF_THE_REQUEST = /^(config|request|req|timings|retryCount|ip|socket)$/;
/** What the drop-in of axios leaves in `config`. */
const KEPT = /^(url|method|baseURL)$/;

export function readsRequest(uses: readonly ResultUse[]): boolean {
  return uses.some(({ node, layer }) => layer < TOKEN_RESPONSE && (isMemberRead(node) || isTakenApart(node)));
}

/** The `Date` header says when this response was sent, by which clocks are compared; an earlier one would say another time. */
export function readsTime(call: ts.CallExpression, uses: readonly ResultUse[]): boolean {
  return (
    uses.some(({ layer }) => layer < TOKEN_RESPONSE) &&
    /\bheaders(\??\.(date|age)\b|(\?\.)?\[\s*['"](date|age)['"]\s*\]|\.get\(\s*['"](date|age)['"])/i.test(
      functionOf(call).getText(),
    )
  );
}

/** `if (token !== this.lastToken) this.reconnect(token)`: each token was another one. */
export function comparesToken(uses: readonly ResultUse[]): boolean {
  return uses.some(({ node, layer }) => {
    const { parent } = node;
    if (layer !== ACCESS_TOKEN || !ts.isBinaryExpression(parent) || !isEquality(parent.operatorToken.kind))
      return false;
    const other = parent.left === node ? parent.right : parent.left;
    return !ts.isLiteralExpression(other) && !/^(null|undefined|void 0)$/.test(other.getText());
  });
}

function isEquality(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken;
}

/** A callback whose own `this` is the request: `function (error, response, body) { this.uri }`. */
export function isCalledOnRequest({ arguments: given }: ts.CallExpression): boolean {
  return given.some((argument) => {
    let reads = false;
    if (ts.isFunctionExpression(argument))
      walk(argument.body, (node) => {
        reads ||= node.kind === ts.SyntaxKind.ThisKeyword;
        return !reads && !(ts.isFunctionLike(node) && !ts.isArrowFunction(node)) && !ts.isClassLike(node);
      });
    return reads;
  });
}

/** `response.config.headers`, `response.request` */
function isMemberRead(node: ts.Node): boolean {
  const { parent } = node;
  const member = 'expression' in parent && parent.expression === node ? memberName(parent) : undefined;
  if (member === undefined || !OF_THE_REQUEST.test(member)) return false;
  const { parent: outer } = parent;
  const inner = 'expression' in outer && outer.expression === parent ? memberName(outer) : undefined;
  return !(member === 'config' && inner !== undefined && KEPT.test(inner));
}

/** `const { data, config } = response` */
function isTakenApart(node: ts.Node): boolean {
  const { parent } = node;
  const pattern = ts.isObjectBindingPattern(node)
    ? node
    : ts.isVariableDeclaration(parent) && parent.initializer === node
      ? parent.name
      : undefined;
  return (
    pattern !== undefined &&
    ts.isObjectBindingPattern(pattern) &&
    pattern.elements.some(({ propertyName, name }) => OF_THE_REQUEST.test((propertyName ?? name).getText()))
  );
}
