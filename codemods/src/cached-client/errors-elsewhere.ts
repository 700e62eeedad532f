/** Callers of a helper in other files that look at its errors. */
import { ts } from 'ts-morph';
import type { Project } from '@grant-migrate/analysis';
import { functionOf } from '../source/nodes.js';
import { parseFile, type ParsedFile } from '../source/parsed-file.js';
import { identifiers } from '../source/scope.js';
import { errorIsRead } from './error-handling.js';

/** The function that makes the request, as other files know it. */
export interface Helper {
  name: string;
  /** A method: called on anything. */
  method: boolean;
}

export function helperOf(call: ts.Node): Helper | undefined {
  for (let fn = functionOf(call); !ts.isSourceFile(fn); fn = functionOf(fn)) {
    if (ts.isMethodDeclaration(fn) && ts.isIdentifier(fn.name)) return { name: fn.name.text, method: true };
    if (ts.isFunctionDeclaration(fn) && fn.name) return { name: fn.name.text, method: false };
    const { parent } = fn;
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
      return { name: parent.name.text, method: false };
    if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && ts.isIdentifier(parent.name))
      return { name: parent.name.text, method: true };
    if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left))
      return { name: parent.left.name.text, method: true };
  }
  return undefined;
}

/**
 * Files that mention the helper and catch something are parsed, others are not. The name alone decides: an error that is
 * read too much costs a smaller rewrite, one that is missed would change what the program prints.
 */
export function errorIsReadElsewhere(
  project: Project,
  file: string,
  helper: Helper,
  same: readonly string[],
): boolean {
  return filesThatMention(project, file, helper).some(([other, text]) => {
    if (!/\bcatch\b/.test(text)) return false;
    return /\.(vue|svelte|astro)$/i.test(other) || readsError(parseFile(other, text), helper, same);
  });
}

/** The first of `words` in a file that mentions the helper. */
export function mentionedWith(
  project: Project,
  file: string,
  helper: Helper,
  words: RegExp,
): string | undefined {
  for (const [, text] of filesThatMention(project, file, helper)) {
    const found = words.exec(text);
    if (found) return found[0];
  }
  return undefined;
}

function filesThatMention(project: Project, file: string, helper: Helper): [string, string][] {
  const mention = new RegExp(`(?<![\\w$])${helper.name.replace(/\$/g, '\\$')}(?![\\w$])`);
  const found: [string, string][] = [];
  for (const other of project.files) {
    const text = other === file ? undefined : project.read(other);
    if (typeof text === 'string' && text.includes(helper.name) && mention.test(text))
      found.push([other, text]);
  }
  return found;
}

function readsError(parsed: ParsedFile, helper: Helper, same: readonly string[]): boolean {
  return identifiers(parsed, helper.name).some((name) => {
    const use = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
    if (helper.method && use === name) return false;
    return isCalled(use) && errorIsRead(parsed, use, same);
  });
}

function isCalled(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}
