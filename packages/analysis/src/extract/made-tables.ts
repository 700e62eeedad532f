/** How a table that is named was made in this file. */
import type { Ref } from '../facts.js';
import type { FileContext } from './context.js';

/** Whether what is named is a map of this file. */
export const isMap = (context: FileContext, table: Ref) => isMadeAs(context, table, 'NewExpression');

/** Whether what is named is an array of this file. */
export const isList = (context: FileContext, table: Ref) => isMadeAs(context, table, 'ArrayExpression');

function isMadeAs(context: FileContext, table: Ref, type: 'NewExpression' | 'ArrayExpression'): boolean {
  const [field] = table.kind === 'this' && table.path.length === 1 ? table.path : [];
  const cls =
    table.kind === 'instance' && table.path.length === 0
      ? table.cls
      : table.kind === 'this' && field !== undefined
        ? context.classes[table.cls]?.fields[field]
        : undefined;
  return (
    cls?.kind === 'local' &&
    [...context.classNodes].some(([node, index]) => index === cls.cls && String(node.type) === type)
  );
}
