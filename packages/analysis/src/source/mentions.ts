/** Whether a file's text matches an expression, looked for once a file: asked of each function, it would be read as often. */
import type { SourceTree } from './tree.js';

const known = new WeakMap<SourceTree, Map<RegExp, boolean>>();

/** `expression` must be a constant without the flags `g` and `y`: answers are kept by it. */
export function mentions(tree: SourceTree, expression: RegExp): boolean {
  const answers = known.get(tree) ?? new Map<RegExp, boolean>();
  known.set(tree, answers);
  let answer = answers.get(expression);
  if (answer === undefined) {
    answer = expression.test(tree.text);
    answers.set(expression, answer);
  }
  return answer;
}
