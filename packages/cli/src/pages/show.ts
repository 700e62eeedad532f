import { wrap } from '../reporters/words.js';
import type { View } from '../terminal.js';
import type { RulePage } from './rules.js';

/** A rule's page for a terminal. */
export function showRule(name: string, page: RulePage, view: View): string {
  const { red, green } = view.colors;
  return [
    heading(name, page.title, view),
    ...sections([page.what, `Why: ${page.why}`, `What to do: ${page.whatToDo}`], view),
    red('Incorrect'),
    `${indent(page.incorrect)}\n`,
    green('Correct'),
    indent(page.correct),
    '',
  ].join('\n');
}

/** A reason's page: why a site was left to a person. */
export function showReason(
  code: string,
  reason: { title: string; why: string; whatToDo: string },
  view: View,
): string {
  const { title, why, whatToDo } = reason;
  const sentence = `${title[0]!.toUpperCase()}${title.slice(1)}`;
  return [heading(code, sentence, view), ...sections([`Why: ${why}`, `What to do: ${whatToDo}`], view)].join(
    '\n',
  );
}

function heading(name: string, title: string, { colors }: View): string {
  return `${colors.bold(name)}  ${title}\n`;
}

function sections(texts: string[], { width }: View): string[] {
  return texts.map((text) => `${wrap(text, Math.min(width, 100)).join('\n')}\n`);
}

function indent(code: string): string {
  return code.replaceAll(/^/gm, '  ');
}
