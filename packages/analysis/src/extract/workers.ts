/** What the platform of a worker calls: handlers of a module, methods of durable objects and entrypoints. */
import type { TSESTree } from '@typescript-eslint/types';
import type { CallbackRole } from '../facts.js';
import { memberPath, type FunctionNode, type Node } from '../values/bindings.js';
import type { MakeRole } from './handler-signatures.js';

/** `export default { fetch(request, env) {}, scheduled() {}, queue() {} }` of Workers. */
export function worker(fn: FunctionNode, name: string, role: MakeRole): CallbackRole | null {
  if (fn.parent?.type === 'MethodDefinition') return workerMethod(fn.parent, name, role);
  const object = fn.parent?.type === 'Property' ? fn.parent.parent : null;
  if (object?.type !== 'ObjectExpression' || outerExport(object) === false) return null;
  if (name === 'fetch') return role('http', 'fetch handler');
  if (name === 'scheduled') return role('job', 'scheduled handler');
  return name === 'queue' ? role('message', 'queue handler') : null;
}

function outerExport(object: Node): boolean {
  let at: Node | undefined = object.parent;
  while (at && (at.type === 'TSSatisfiesExpression' || at.type === 'TSAsExpression')) at = at.parent;
  return at?.type === 'ExportDefaultDeclaration';
}

/** https://developers.cloudflare.com/durable-objects/api/base/ and https://developers.cloudflare.com/workflows/ */
function workerMethod(method: TSESTree.MethodDefinition, name: string, role: MakeRole): CallbackRole | null {
  const base = method.parent.parent.superClass;
  const chain = base ? memberPath(base) : null;
  const last = chain?.path.at(-1) ?? (chain?.root.type === 'Identifier' ? chain.root.name : '');
  if (!/^(DurableObject|WorkerEntrypoint|WorkflowEntrypoint)$/.test(last)) return null;
  if (name === 'fetch') return role('http', 'fetch of a worker');
  if (name === 'alarm' || name === 'scheduled' || name === 'run') return role('job', `${name} of a worker`);
  return /^(queue|webSocketMessage)$/.test(name) ? role('message', `${name} of a worker`) : null;
}
