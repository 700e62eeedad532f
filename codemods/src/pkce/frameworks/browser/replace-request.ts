/** Edits of one file, and the text that takes the place of a request and of what follows it. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import { addImports, type TextEdit } from '../../../imports/add-imports.js';
import { leftovers } from '../../../imports/leftovers.js';
import { LocalNames } from '../../../source/import-names.js';
import { takeBlankLines, wholeLines } from '../../../source/lines.js';
import { isAsync, spanOf, walk } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { styleOf } from '../../../source/style.js';
import type { SignInFunction } from './sign-in-function.js';

/** The edits of each file, and the names that it gets; `shared` are names of files that somebody else imports for. */
export class EditedFiles {
  readonly #files = new Map<ParsedFile, FileEdits>();
  readonly #shared: { parsed: ParsedFile; names: LocalNames } | null;

  constructor(shared: { parsed: ParsedFile; names: LocalNames } | null) {
    this.#shared = shared;
  }

  of(parsed: ParsedFile): FileEdits {
    let edits = this.#files.get(parsed);
    if (!edits) {
      const names = this.#shared?.parsed === parsed ? this.#shared.names : new LocalNames(parsed);
      edits = { edits: [], kept: [], names };
      this.#files.set(parsed, edits);
    }
    return edits;
  }

  /** True when the node goes with something that is replaced. */
  isGone(parsed: ParsedFile, node: ts.Node): boolean {
    return this.of(parsed).edits.some(({ start, end }) => start <= node.getStart() && node.end <= end);
  }

  finish(): Edit[] {
    return [...this.#files].flatMap(([parsed, { edits, kept, names }]) => {
      if (edits.length === 0) return [];
      const deletions = leftovers(parsed, edits, kept.map(spanOf));
      const needed = this.#shared?.parsed === parsed ? [] : names.needed;
      const others = addImports(parsed, deletions, needed, 'esm', styleOf(parsed));
      return takeBlankLines(parsed.text, [...edits, ...others]).map((edit) => ({
        file: parsed.file,
        ...edit,
      }));
    });
  }
}

export interface FileEdits {
  edits: TextEdit[];
  /** Pieces of replaced text that live on in the edits. */
  kept: ts.Node[];
  names: LocalNames;
}

/** What takes the place of a request and of what follows it. */
export interface Departure {
  /** `call` leaves the page and never resolves. */
  expression(call: string, into: FileEdits): string;
  /** In front of it, where it is a statement. */
  word: 'return ' | 'return await ' | 'await ' | 'void ' | '';
  /** Text of the old request that lives on: what is done when it fails. */
  kept: readonly ts.Node[];
}

/** Where the function gives a promise, or nothing. */
export function promised(signIn: SignInFunction): Departure {
  const { parsed, fn, replaced, caught, insideTry } = signIn;
  const rest = caught
    ? parsed.text
        .slice((caught.expression as ts.PropertyAccessExpression).expression.end, caught.end)
        .trimStart()
    : '';
  const returns = !('kind' in replaced) && returnsValue(fn, replaced);
  const awaits = isAsync(fn);
  return {
    expression: (call) => call + rest,
    word: returns ? (awaits && insideTry ? 'return await ' : 'return ') : awaits ? 'await ' : 'void ',
    kept: caught ? [...caught.arguments] : [],
  };
}

export function replaceRequest(
  { parsed, replaced, before }: SignInFunction,
  into: FileEdits,
  call: string,
  departure: Departure,
): void {
  const text = departure.expression(call, into);
  into.kept.push(...departure.kept);
  if ('kind' in replaced) {
    into.edits.push({ ...spanOf(replaced), text });
    return;
  }
  for (const statement of before)
    into.edits.push({ ...wholeLines(parsed.text, spanOf(statement)), text: '' });
  into.edits.push({
    start: replaced[0]!.getStart(),
    end: replaced.at(-1)!.end,
    text: departure.word + text + styleOf(parsed).semicolon,
  });
}

/** Whether callers are given something: then the redirect is what they wait for. */
function returnsValue(fn: ts.FunctionLikeDeclaration, statements: readonly ts.Statement[]): boolean {
  if (fn.type && !/^(Promise<)?void>?$/.test(fn.type.getText())) return true;
  let found = false;
  for (const statement of statements)
    walk(statement, (node) => {
      if (ts.isFunctionLike(node)) return false;
      if (ts.isReturnStatement(node) && node.expression) found = true;
      return true;
    });
  return found;
}
