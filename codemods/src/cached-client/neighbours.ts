/** What other files say of a helper. Read once a plan, and only when a site asks. */
import { ts } from 'ts-morph';
import type { Project } from '@grant-migrate/analysis';
import { parseFile, type ParsedFile } from '../source/parsed-file.js';
import { importedNames } from '../source/import-names.js';
import { identifiers } from '../source/scope.js';
import { escaped } from '../source/pattern.js';
import { changesClient } from './client-settings.js';
import { ENDING_WORDS, endsToken } from './ended-token.js';
import { errorIsRead } from './error-handling.js';
import { isHandedOut } from './leaves-process.js';
import { moduleName, type Given, type Helper } from './helper.js';
import { failedToBegin, isRecovery } from './recovering.js';
import { answerOf, type WrapperAnswer } from './wrapper-answer.js';

/** A file without any of these hands nothing out. */
const SENDING_WORDS =
  /json|send|redirect|cookie|render|write|queue|job|publish|session|Storage|postMessage|spawn|exec|fork|Output|statusCode|\.set|location|body/i;

export interface Neighbours {
  /** Whether callers of the helper in files other than `file` look at more of its errors than the `same` members. */
  errorIsRead(file: string, helper: Helper, same: readonly string[]): boolean;
  /** Whether callers in other files ask the helper anew after a refusal. */
  recovers(file: string, helper: Helper): boolean;
  /** Whether callers in other files hand the helper's token out of the process. */
  leaves(file: string, helper: Helper): boolean;
  /** Whether another file that mentions the helper ends a token at the provider. */
  ends(file: string, helper: Helper): boolean;
  /** Whether a file other than `file` changes the client of these packages for the whole program. */
  changesClient(file: string, modules: readonly string[]): boolean;
  /** The first of `words` in a file, other than `file`, that mentions the helper. */
  mentionedWith(file: string, helper: Helper, words: RegExp): string | undefined;
  /** The files, other than `file`, that hold one of the words and what `pattern` asks for. */
  filesWith(file: string, words: readonly string[], pattern: RegExp): ParsedFile[];
  /** Calls of the helper, or instances of the class of its name, in files other than `file`. */
  calls(file: string, helper: Helper): Given[];
  /** What the function or method of this name answers in the files that an import specifier may mean. */
  answer(specifier: string, name: string): WrapperAnswer | null;
}

export function neighboursOf(project: Project): Neighbours {
  const texts = new Map<string, string | null>();
  const mentions = new Map<string, [string, string][]>();
  const answers = new Map<string, boolean>();
  const given = new Map<string, Given[]>();
  const changing = new Map<string, string[]>();
  const trees = new Map<string, ParsedFile>();

  const textOf = (file: string): string | null => {
    let text = texts.get(file);
    if (text === undefined) {
      const read = project.read(file);
      texts.set(file, (text = typeof read === 'string' ? read : null));
    }
    return text;
  };
  const treeOf = (file: string, text: string): ParsedFile => {
    const tree = trees.get(file) ?? parseFile(file, text);
    trees.set(file, tree);
    return tree;
  };
  const filesThatMention = (file: string, helper: Helper): [string, string][] =>
    filesThatHold(file, namesOf(helper));
  const filesThatHold = (file: string, names: readonly string[]): [string, string][] => {
    const key = names.join(' ');
    let found = mentions.get(key);
    if (!found) {
      const mention = new RegExp(`(?<![\\w$])(?:${names.map(escaped).join('|')})(?![\\w$])`);
      found = [];
      for (const other of project.files) {
        const text = textOf(other);
        if (text !== null && mention.test(text)) found.push([other, text]);
      }
      mentions.set(key, found);
    }
    return found.filter(([other]) => other !== file);
  };
  const ask = (
    file: string,
    helper: Helper,
    question: string,
    words: RegExp,
    answer: (parsed: ParsedFile) => boolean,
  ): boolean =>
    filesThatMention(file, helper).some(([other, text]) => {
      if (!words.test(text)) return false;
      const key = [other, ...namesOf(helper), helper.method, question].join(' ');
      const known = answers.get(key) ?? answer(treeOf(other, text));
      answers.set(key, known);
      return known;
    });

  return {
    // The name alone decides: an error that is read too much costs a smaller rewrite, one that is missed would change
    // what the program prints.
    errorIsRead: (file, helper, same) =>
      ask(file, helper, same.join(), /\bcatch\b/, (parsed) =>
        callsOf(parsed, helper).some((use) => errorIsRead(parsed, use, same)),
      ),
    recovers: (file, helper) =>
      ask(file, helper, 'recovers', /\bcatch\b|\b40[13]\b/, (parsed) => {
        const all = callsOf(parsed, helper);
        return all.some((use) => isRecovery(use) && !failedToBegin(use, all));
      }),
    leaves: (file, helper) =>
      ask(file, helper, 'leaves', SENDING_WORDS, (parsed) =>
        callsOf(parsed, helper).some((use) => isHandedOut(parsed, use.parent) === 'sent'),
      ),
    ends: (file, helper) => ask(file, helper, 'ends', ENDING_WORDS, endsToken),
    changesClient(file, modules) {
      const key = modules.join(' ');
      let found = changing.get(key);
      if (!found) {
        found = project.files.filter((other) => changesClient(textOf(other) ?? '', modules));
        changing.set(key, found);
      }
      return found.some((other) => other !== file);
    },
    mentionedWith(file, helper, words) {
      for (const [, text] of filesThatMention(file, helper)) {
        const found = words.exec(text);
        if (found) return found[0];
      }
      return undefined;
    },
    filesWith: (file, words, pattern) =>
      filesThatHold(file, words)
        .filter(([, text]) => pattern.test(text))
        .map(([other, text]) => treeOf(other, text)),
    calls(file, helper) {
      const key = [file, ...namesOf(helper), helper.method].join(' ');
      let found = given.get(key);
      if (!found)
        given.set(
          key,
          (found = filesThatMention(file, helper).flatMap(([other, text]) => {
            const parsed = treeOf(other, text);
            return callsOf(parsed, helper).flatMap(({ parent: call }) =>
              ts.isCallExpression(call) || ts.isNewExpression(call) ? [{ parsed, call }] : [],
            );
          })),
        );
      return found;
    },
    answer(specifier, name) {
      for (const file of project.files) {
        const text = isFrom(specifier, moduleName(file)) ? textOf(file) : null;
        const found = text?.includes(name) ? answerOf(treeOf(file, text), name) : null;
        if (found) return found;
      }
      return null;
    },
  };
}

function namesOf(helper: Helper): string[] {
  return [
    ...new Set([helper.name, ...helper.aliases, ...(helper.module === undefined ? [] : [helper.module])]),
  ];
}

/** Calls of a helper by the names that this file knows it by; a method is called on something. */
function callsOf(parsed: ParsedFile, helper: Helper): ts.Node[] {
  const names = new Set([helper.name, ...helper.aliases]);
  for (const { module, name, local } of importedNames(parsed))
    if (helper.module !== undefined && (name === 'default' || name === '*') && isFrom(module, helper.module))
      names.add(local.text);
  return [...names]
    .flatMap((text) => identifiers(parsed, text))
    .flatMap((name) => {
      const use =
        ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
      const called =
        (ts.isCallExpression(use.parent) || ts.isNewExpression(use.parent)) && use.parent.expression === use;
      return called && !(helper.method && use === name) ? [use] : [];
    });
}

function isFrom(specifier: string, module: string): boolean {
  return (
    specifier
      .replace(/\.[cm]?[jt]sx?$/i, '')
      .replace(/\/index$/, '')
      .split('/')
      .at(-1) === module
  );
}
