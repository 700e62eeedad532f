/** Evaluates an expression to a `Value` by what is written in the same file. */
import type { SourceTree } from '../source/tree.js';
import { unwrap, type Node } from './bindings.js';
import { joinsText, listValue, pieces, templateParts } from './concatenation.js';
import { MAX_DEPTH, type EvaluateContext } from './context.js';
import { evaluateForm, isFormConstructor } from './forms.js';
import { memberValue, thisValue } from './members.js';
import { objectValue } from './objects.js';
import { choice, type Value } from './value.js';
import { identifierValue } from './variables.js';

/** An evaluation of expressions of one file, before anything is evaluated: `context.evaluate(node)` starts it. */
export function createEvaluation(tree: SourceTree): EvaluateContext {
  return { tree, depth: 0, bound: new Map(), evaluate };
}

function evaluate(this: EvaluateContext, given: Node): Value {
  const node = unwrap(given);
  if (this.depth > MAX_DEPTH) return { kind: 'unknown', node };
  const deeper: EvaluateContext = { ...this, depth: this.depth + 1 };
  switch (node.type) {
    case 'Literal':
      return node.value === null || typeof node.value === 'object'
        ? { kind: 'unknown', node }
        : { kind: 'text', text: String(node.value), node, numeric: typeof node.value !== 'string' };
    case 'TemplateLiteral':
      return pieces(deeper, node, templateParts(node));
    case 'BinaryExpression':
      return node.operator === '+' && joinsText(deeper, node)
        ? pieces(deeper, node, [node.left as Node, node.right])
        : { kind: 'unknown', node };
    case 'ConditionalExpression':
      return choice(node, [deeper.evaluate(node.consequent), deeper.evaluate(node.alternate)]);
    case 'LogicalExpression':
      return node.operator === '&&'
        ? deeper.evaluate(node.right)
        : choice(node, [deeper.evaluate(node.left), deeper.evaluate(node.right)]);
    case 'AssignmentExpression':
      return deeper.evaluate(node.right);
    case 'ObjectExpression':
      return objectValue(deeper, node);
    case 'ArrayExpression':
      return listValue(deeper, node);
    case 'NewExpression':
      if (
        node.callee.type === 'Identifier' &&
        node.callee.name === 'URL' &&
        node.arguments[0] &&
        node.arguments[0].type !== 'SpreadElement'
      )
        return deeper.evaluate(node.arguments[0]);
      return isFormConstructor(node) ? evaluateForm(deeper, node) : { kind: 'unknown', node };
    case 'CallExpression':
      return evaluateForm(deeper, node);
    case 'Identifier':
      return identifierValue(deeper, node);
    case 'MemberExpression':
      return memberValue(deeper, node);
    case 'ThisExpression':
      return thisValue(deeper, node);
    default:
      return { kind: 'unknown', node };
  }
}
