/** Whether the token is dropped because a person logs out, or because an answer was 401: the code tells by its names alone. */
import { ts } from 'ts-morph';
import { walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { isDeclared } from './continuation.js';
import { mayBeMember } from './members.js';
import type { Sources } from './sources.js';

const LOG_OUT = /^(handle|on|do)?_?(log|sign)_?(out|off)/i;

/** The function around the place is named for it, or is one that such functions alone call: `logout() { this.store.remove() }`. */
export function isLogOut(sources: Sources, parsed: ParsedFile, node: ts.Node): boolean {
  if (isNamedForIt(node)) return true;
  const fn = functionAround(node);
  const name = fn && nameOf(fn);
  if (!fn || !name) return false;
  const calls: ts.Node[] = [];
  for (const other of sources.matching(new RegExp(`\\b${name}\\b`)))
    walk(other.tree, (inner) => {
      const isUse = ts.isIdentifier(inner) && inner.text === name && !isDeclared(inner, fn);
      if (isUse && mayBeMember(sources, other, inner, fn)) calls.push(inner);
    });
  return calls.length > 0 && calls.every(isNamedForIt);
}

function isNamedForIt(node: ts.Node): boolean {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent)
    if (LOG_OUT.test(nameOf(outer) ?? '')) return true;
  return false;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionLike(node)) {
    const holder = node.name ?? (node.parent as { name?: ts.Node }).name;
    return holder?.getText();
  }
  const holds =
    ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node);
  return holds ? node.name.getText() : undefined;
}

/** The function that a name can be called by: a method, a function, or what a variable or field holds. */
function functionAround(node: ts.Node): ts.Node | undefined {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent)
    if (ts.isFunctionLike(outer) && nameOf(outer) !== undefined) return outer;
  return undefined;
}
