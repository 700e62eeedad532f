/** What other files say of a helper. Read once a plan, and only when a site asks. */
import { ts } from 'ts-morph';
import { createModuleResolver, type Project } from '@grant-migrate/analysis';
import { parseFile, type ParsedFile } from '../source/parsed-file.js';
import { importedNames } from '../source/import-names.js';
import { identifiers } from '../source/scope.js';
import { escaped } from '../source/pattern.js';
import { changesClient } from './client-settings.js';
import { isEndedAt, isReturnedAt } from './ended-token.js';
import { errorIsRead } from './error-handling.js';
import { LAST_HANDLERS, readsAllErrors } from './last-handlers.js';
import { isHandedOut } from './leaves-process.js';
import { helperOf, moduleName, type Given, type Helper } from './helper.js';
import { isFrom, knownAs, reExportsOf, type ReExport } from './re-exports.js';
import { asksAnew } from './asks-anew.js';
import { failedToBegin, isRecovery } from './recovering.js';
import { answerOf, type WrapperAnswer } from './wrapper-answer.js';

/** How many files further the callers of callers are followed. */
const HOPS = 2;
/** Names that say nothing: what is called so elsewhere is another function. */
const COMMON =
  /^(get|post|put|delete|call|run|main|init|start|execute|handle|handler|default|index|request|fetch|load|create|process|send|constructor)$/;
/** A file without any of these hands nothing out. */
const SENDING_WORDS =
  /json|send|redirect|cookie|render|write|queue|job|publish|session|Storage|postMessage|spawn|exec|fork|Output|statusCode|\.set|location|body/i;

export interface Neighbours {
  /** A file's tree: what is migrated and what others ask about is parsed once. */
  treeOf(file: string, text: string): ParsedFile;
  /** Whether callers of the helper in files other than `file` look at more of its errors than the `same` members. */
  errorIsRead(file: string, helper: Helper, same: readonly string[] | null): boolean;
  /** Whether a handler of all uncaught errors reads more of them than the `same` members. */
  hasLastHandler(same: readonly string[]): boolean;
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
  /** The helper with the names that barrels give it. */
  known(helper: Helper): Helper;
  /** The file of the project that an import of `fromFile` means. */
  module(fromFile: string, specifier: string): ParsedFile | null;
  /** What the function or method of this name answers in the files that an import specifier may mean. */
  answer(specifier: string, name: string): WrapperAnswer | null;
}

export function neighboursOf(project: Project): Neighbours {
  const texts = new Map<string, string | null>();
  const mentions = new Map<string, [string, string][]>();
  const answers = new Map<string, boolean>();
  const given = new Map<string, Given[]>();
  const changing = new Map<string, string[]>();
  const lastHandlers = new Map<string, boolean>();
  const trees = new Map<string, ParsedFile>();
  const modules = createModuleResolver(project);

  const textOf = (file: string): string | null => {
    let text = texts.get(file);
    if (text === undefined) {
      const read = project.read(file);
      texts.set(file, (text = typeof read === 'string' && !isBundle(read) ? read : null));
    }
    return text;
  };
  const treeOf = (file: string, text: string): ParsedFile => {
    const tree = trees.get(file) ?? parseFile(file, text);
    trees.set(file, tree);
    return tree;
  };
  const everywhere = new Map<string, Helper>();
  /** With the names that barrels give it. */
  const known = (helper: Helper): Helper => {
    const key = keyOf(helper);
    let found = everywhere.get(key);
    if (!found) everywhere.set(key, (found = knownAs(helper, reExports())));
    // The name where it is declared is that of the tree that was asked with.
    return { ...helper, aliases: found.aliases, modules: found.modules };
  };
  let reExported: ReExport[] | undefined;
  const reExports = (): ReExport[] =>
    (reExported ??= project.files.flatMap((file) => reExportsOf(file, textOf(file) ?? '')));
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
        // A module need not say its own name.
        if (text !== null && (mention.test(text) || names.includes(moduleName(other))))
          found.push([other, text]);
      }
      mentions.set(key, found);
    }
    return found.filter(([other]) => other !== file);
  };
  /** The files of which a question is so, by question. */
  const answering = new Map<string, string[]>();
  const ask = (
    file: string,
    given: Helper,
    question: string,
    words: RegExp,
    answer: (parsed: ParsedFile, uses: ts.Node[]) => boolean,
  ): boolean => {
    const helper = known(given);
    const key = `${keyOf(helper)} ${question}`;
    let found = answering.get(key);
    if (!found)
      answering.set(
        key,
        (found = filesThatHold('', namesOf(helper)).flatMap(([other, text]) =>
          words.test(text) && answer(treeOf(other, text), usesIn(other, text, helper)) ? [other] : [],
        )),
      );
    return found.some((other) => other !== file);
  };

  const uses = new Map<string, ts.Node[]>();
  const callers = new Map<string, Helper[]>();
  /** Helpers of one name, in many files, have one answer. */
  const usesIn = (other: string, text: string, helper: Helper): ts.Node[] => {
    const key = `${keyOf(helper)} ${other}`;
    let found = uses.get(key);
    if (!found) uses.set(key, (found = callsOf(treeOf(other, text), helper)));
    return found;
  };

  /** Asks of the calls of a helper in other files, and of the calls of the functions that these stand in. */
  const follow = (
    file: string,
    given: Helper,
    question: string,
    test: (parsed: ParsedFile, use: ts.Node) => boolean,
    goesOn: (parsed: ParsedFile, use: ts.Node) => boolean = () => true,
    hops = HOPS,
  ): boolean => {
    const helper = known(given);
    const asked = `${keyOf(helper)} ${question} `;
    const key = `${asked}${hops} ${file}`;
    const answered = answers.get(key);
    if (answered !== undefined) return answered;
    // Until it is known: functions may call each other in a circle.
    answers.set(key, false);
    const answer = filesThatMention(file, helper).some(([other, text]) => {
      const parsed = treeOf(other, text);
      const found = usesIn(other, text, helper);
      const isSo = answers.get(asked + other) ?? found.some((use) => test(parsed, use));
      answers.set(asked + other, isSo);
      if (isSo || hops === 0) return isSo;
      const next =
        callers.get(asked + other) ??
        found.flatMap((use) => (goesOn(parsed, use) ? (helperOf(parsed, use) ?? []) : []));
      callers.set(asked + other, next);
      return next.some(
        (caller) => !COMMON.test(caller.name) && follow(other, caller, question, test, goesOn, hops - 1),
      );
    });
    answers.set(key, answer);
    return answer;
  };

  return {
    treeOf,
    known,
    // The name alone decides: an error that is read too much costs a smaller rewrite, one that is missed would change
    // what the program prints.
    errorIsRead: (file, helper, same) =>
      follow(file, helper, `error ${same?.join() ?? 'any'}`, (parsed, use) => errorIsRead(parsed, use, same)),
    hasLastHandler(same) {
      const key = same.join();
      let found = lastHandlers.get(key);
      if (found === undefined)
        lastHandlers.set(
          key,
          (found = project.files.some((file) => {
            const text = textOf(file);
            return text !== null && LAST_HANDLERS.test(text) && readsAllErrors(treeOf(file, text), same);
          })),
        );
      return found;
    },
    recovers: (file, given) =>
      ask(file, given, 'recovers', /\bcatch\b|\b40[13]\b|\.ok\b|retr(y|ies)/i, (_, all) => {
        return all.some((use) => (isRecovery(use) && !failedToBegin(use, all)) || asksAnew(use, all));
      }),
    leaves: (file, given) =>
      ask(file, given, 'leaves', SENDING_WORDS, (parsed, all) =>
        all.some((use) => isHandedOut(parsed, use.parent) === 'sent'),
      ),
    ends: (file, helper) => follow(file, helper, 'ends', isEndedAt, isReturnedAt),
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
      for (const [, text] of filesThatMention(file, known(helper))) {
        const found = words.exec(text);
        if (found) return found[0];
      }
      return undefined;
    },
    filesWith: (file, words, pattern) =>
      filesThatHold(file, words)
        .filter(([, text]) => pattern.test(text))
        .map(([other, text]) => treeOf(other, text)),
    calls(file, asked) {
      const helper = known(asked);
      const key = `${keyOf(helper)} ${file}`;
      let found = given.get(key);
      if (!found)
        given.set(
          key,
          (found = filesThatMention(file, helper).flatMap(([other, text]) => {
            const parsed = treeOf(other, text);
            return usesIn(other, text, helper).flatMap(({ parent: call }) =>
              ts.isCallExpression(call) || ts.isNewExpression(call) ? [{ parsed, call }] : [],
            );
          })),
        );
      return found;
    },
    module(fromFile, specifier) {
      const file = modules.resolve(fromFile, specifier);
      const text = file === null ? null : textOf(file);
      return text === null ? null : treeOf(file!, text);
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

/** What a bundler wrote: its sources are asked, and its short names would be taken for theirs. */
function isBundle(text: string): boolean {
  return text.length > 20_000 && text.length / text.split('\n').length > 300;
}

function keyOf(helper: Helper): string {
  return [helper.method, ...namesOf(helper), '', ...helper.modules].join(' ');
}

function namesOf(helper: Helper): string[] {
  return [...new Set([helper.name, ...helper.aliases, ...helper.modules])];
}

/** Calls of a helper by the names that this file knows it by; a method is called on something. */
function callsOf(parsed: ParsedFile, helper: Helper): ts.Node[] {
  const names = new Set([helper.name, ...helper.aliases]);
  const imported = new Set<string>();
  for (const { module, name, local } of importedNames(parsed)) {
    const isModule =
      (name === 'default' || name === '*') && helper.modules.some((one) => isFrom(module, one));
    // `const { login } = require('./auth')` of `exports.login`, and names that the importing file gives.
    if (!isModule && !names.has(name)) continue;
    names.add(local.text);
    imported.add(local.text);
  }
  return [...names]
    .flatMap((text) => identifiers(parsed, text))
    .flatMap((name) => {
      const use =
        ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
      const called =
        (ts.isCallExpression(use.parent) || ts.isNewExpression(use.parent)) && use.parent.expression === use;
      return called && !(helper.method && use === name && !imported.has(name.text)) ? [use] : [];
    });
}
