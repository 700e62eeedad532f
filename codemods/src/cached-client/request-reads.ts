/** Whether code reads of a response what a drop-in cannot repeat: the request, which holds the credentials, and how this one went. */
import { ts } from 'ts-morph';
import { memberName } from '../source/nodes.js';
import { TOKEN_RESPONSE } from './result-flow.js';
import type { ResultUse } from './result-uses.js';

const OF_THE_REQUEST = /^(config|request|req|timings|retryCount|ip|socket)$/;
/** What the drop-in of axios leaves in `config`. */
const KEPT = /^(url|method|baseURL)$/;

export function readsRequest(uses: readonly ResultUse[]): boolean {
  return uses.some(({ node, layer }) => layer < TOKEN_RESPONSE && (isMemberRead(node) || isTakenApart(node)));
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
