/** Questions for a user name and a password that nothing needs any more once the browser asks. */
import { ts } from 'ts-morph';
import type { Span } from '@grant-migrate/analysis';
import { lineOf, wholeLines } from '../source/lines.js';
import { lastName, contains, declaredNames, functionOf, spanOf } from '../source/nodes.js';
import type { ParsedFile } from '../source/parsed-file.js';
import { referencesOf } from '../source/scope.js';

/** readline, inquirer and @inquirer/prompts, prompts, enquirer, read, readline-sync, password-prompt. */
const ASKS =
  /^(prompt|prompts|question|questionAsync|ask|input|password|text|read|getpass|keyInPrompt|questionEMail)$/;

export interface Prompts {
  deletions: { start: number; end: number; text: string }[];
  /** Questions that stay, for something else that they bring is used. */
  left: number[];
}

/**
 * What a function asks for and `gone` alone used. A question does nothing but ask, so that deleting it changes nothing but
 * that nobody is asked.
 */
export function promptsFor(parsed: ParsedFile, call: ts.Node, gone: readonly Span[]): Prompts {
  const found: Prompts = { deletions: [], left: [] };
  const fn = functionOf(call);
  const visit = (node: ts.Node): void => {
    if (ts.isVariableStatement(node)) take(parsed, node, gone, found);
    if (node !== fn && ts.isFunctionLike(node)) return;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(fn, visit);
  return found;
}

function take(
  parsed: ParsedFile,
  statement: ts.VariableStatement,
  gone: readonly Span[],
  found: Prompts,
): void {
  const [declaration, ...others] = statement.declarationList.declarations;
  if (!declaration?.initializer || others.length > 0 || !isQuestion(declaration.initializer)) return;
  const names = declaredNames(declaration.name);
  const uses = names.map((name) => referencesOf(parsed, name));
  const isGone = (use: ts.Node) => gone.some((span) => contains(span, spanOf(use)));
  if (!uses.some((list) => list.some(isGone))) return;
  if (uses.every((list) => list.every(isGone)))
    found.deletions.push({ ...wholeLines(parsed.text, spanOf(statement)), text: '' });
  else found.left.push(lineOf(parsed.text, statement.getStart()));
}

function isQuestion(initializer: ts.Expression): boolean {
  let asked = initializer;
  while (ts.isAwaitExpression(asked) || ts.isParenthesizedExpression(asked) || ts.isAsExpression(asked))
    asked = asked.expression;
  if (!ts.isCallExpression(asked)) return false;
  return ASKS.test(lastName(asked.expression) ?? '');
}

/** What a person has to do with questions that stay, one sentence each. */
export function questionSteps(file: string, left: readonly number[]): string[] {
  return left.map(
    (line) => `${file}:${line} still asks for what the sign-in no longer needs: take it out of the question.`,
  );
}
