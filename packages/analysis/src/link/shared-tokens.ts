/** Whether two users could share a token that is kept. */
import type { FileFacts, Root, TokenRequest } from '../facts.js';
import type { CallerFinder } from './callers.js';

/** Callers ask for different users, scopes or clients, and the cache does not tell them apart. */
export function sharesTokens(callers: CallerFinder, facts: FileFacts, request: TokenRequest): boolean {
  const params = request.broken?.reason === 'key-too-small' ? (request.broken.params ?? []) : [];
  if (params.length === 0) return false;
  const calls = callers
    .callersOf({ file: facts.file, fn: request.fn })
    .filter((caller) => caller.use.how === 'call');
  return params.some((index) => {
    const literals = new Set(
      calls
        .map((caller) => caller.use.literals?.[index])
        .filter((text) => text !== null && text !== undefined),
    );
    return (
      literals.size > 1 ||
      calls.some((caller) => (caller.use.args[index] ?? []).some((root) => differs(root, caller.facts)))
    );
  });
}

function differs(root: Root, facts: FileFacts): boolean {
  if (root.kind === 'person' || root.kind === 'request' || root.kind === 'loop') return true;
  if (root.kind !== 'param') return false;
  const entry = facts.functions[root.fn]?.entry?.kind;
  if (entry === 'http' || entry === 'message') return true;
  return facts.uses.some(
    (use) =>
      use.how === 'value' &&
      use.target.kind === 'function' &&
      use.target.fn === root.fn &&
      /^(http|message|iteration)$/.test(use.role?.kind ?? ''),
  );
}
