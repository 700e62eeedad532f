/**
 * Where a browser application keeps the token that it got: web storage, under a key that is written down. Only this can be
 * followed from the place that writes to all places that read; other places (state, stores) are left to a person.
 */
import { ts } from 'ts-morph';
import { memberName, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { isAssignment } from '../../../source/scope.js';
import type { Sources } from './sources.js';

export interface StorageUse {
  parsed: ParsedFile;
  /** The whole call or member access. */
  node: ts.Expression;
  kind: 'write' | 'read' | 'remove' | 'clear';
  /** Null where it is not written down. */
  key: string | null;
  /** What is written. */
  value?: ts.Expression;
}

const METHODS: Record<string, StorageUse['kind']> = {
  setItem: 'write',
  getItem: 'read',
  removeItem: 'remove',
  clear: 'clear',
};

/** Every use of `localStorage` and `sessionStorage` in the application. */
export function storageUses(sources: Sources): StorageUse[] {
  const keys = constantKeys(sources);
  return sources
    .matching(/\b(local|session)Storage\b/)
    .flatMap((parsed) => usesIn(parsed, (key) => keyOf(key, keys)));
}

function usesIn(parsed: ParsedFile, keyOf: (key: ts.Node | undefined) => string | null): StorageUse[] {
  const uses: StorageUse[] = [];
  walk(parsed.tree, (node) => {
    const access = storageAccess(node);
    if (!access) return;
    const { parent } = access;
    const method = ts.isCallExpression(parent) && parent.expression === access ? parent : undefined;
    const name = memberName(access);
    const kind = name === undefined ? undefined : METHODS[name];
    if (method && kind) {
      const [key, value] = method.arguments;
      uses.push({ parsed, node: method, kind, key: keyOf(key), ...(value ? { value } : {}) });
      return;
    }
    // `localStorage.token`: the member is the key.
    const key = name ?? (ts.isElementAccessExpression(access) ? keyOf(access.argumentExpression) : null);
    if (ts.isBinaryExpression(parent) && parent.left === access && isAssignment(parent.operatorToken.kind))
      uses.push({ parsed, node: parent, kind: 'write', key, value: parent.right });
    else if (ts.isDeleteExpression(parent)) uses.push({ parsed, node: parent, kind: 'remove', key });
    else if (!method) uses.push({ parsed, node: access, kind: 'read', key });
  });
  return uses;
}

/** A member of `localStorage`, `window.localStorage`, `sessionStorage`. */
function storageAccess(node: ts.Node): ts.PropertyAccessExpression | ts.ElementAccessExpression | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  return /^((window|globalThis)\.)?(local|session)Storage$/.test(node.expression.getText())
    ? node
    : undefined;
}

/** `const TOKEN_KEY = 'token'` in any file, unless two files give one name two values. */
function constantKeys(sources: Sources): Map<string, string | null> {
  const keys = new Map<string, string | null>();
  for (const { tree } of sources.matching(/\bconst\s+\w+\s*(:[^=]+)?=\s*['"`]/))
    for (const statement of tree.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || !initializer || !ts.isStringLiteralLike(initializer)) continue;
        const known = keys.get(name.text);
        keys.set(name.text, known === undefined || known === initializer.text ? initializer.text : null);
      }
    }
  return keys;
}

function keyOf(key: ts.Node | undefined, constants: ReadonlyMap<string, string | null>): string | null {
  if (!key) return null;
  if (ts.isStringLiteralLike(key)) return key.text;
  return ts.isIdentifier(key) ? (constants.get(key.text) ?? null) : null;
}
