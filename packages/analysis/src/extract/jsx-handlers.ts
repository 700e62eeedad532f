/** Functions that attributes of JSX are given. */
import type { Use } from '../facts.js';
import type { Node } from '../values/bindings.js';
import type { FileContext } from './context.js';
import { functionValue } from './function-values.js';
import { siteOf } from './site.js';

/** `onClick={save}` and `onPress={() => save()}`. */
export function jsxHandlers(context: FileContext, out: Use[]): void {
  for (const fn of context.functions) {
    const container = fn?.parent;
    if (!fn || container?.type !== 'JSXExpressionContainer' || container.parent.type !== 'JSXAttribute')
      continue;
    const name = container.parent.name.type === 'JSXIdentifier' ? container.parent.name.name : '';
    out.push({
      ...siteOf(context, container as Node),
      target: { kind: 'function', fn: context.functionId(fn) },
      how: 'value',
      args: [],
      role: {
        kind: /^on[A-Z]/.test(name) ? 'event' : 'inline',
        by: name,
        span: { start: container.range[0], end: container.range[1] },
      },
    });
  }
  for (const scope of context.tree.scopes.scopes) {
    for (const reference of scope.references) {
      const node = reference.identifier as Node;
      const container = node.parent;
      if (container?.type !== 'JSXExpressionContainer' || container.parent.type !== 'JSXAttribute') continue;
      const name = container.parent.name.type === 'JSXIdentifier' ? container.parent.name.name : '';
      const target = /^on[A-Z]/.test(name) ? functionValue(context, node) : null;
      if (!target) continue;
      out.push({
        ...siteOf(context, container as Node),
        target,
        how: 'value',
        args: [],
        role: { kind: 'event', by: name, span: { start: node.range[0], end: node.range[1] } },
      });
    }
  }
}
