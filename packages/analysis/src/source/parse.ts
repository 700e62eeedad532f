/** Text to tree: the only place that touches a parser. */
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { parseSync } from 'oxc-parser';
import type { ParseResult } from 'oxc-parser';
import type { SkippedFile } from '../findings.js';
import type { SourceTree } from './tree.js';
import { DIALECTS, extensionOf, holdsScriptBlocks, languageOf } from './language.js';
import type { Dialect, Language } from './language.js';
import { DEEPEST, bracketDepth } from './nesting.js';
import { blankOutside, scriptBlocks } from './script-blocks.js';
import { analyzeScopes } from './scopes.js';
import { linkParents } from './walk.js';

/** A file that yields no tree, and why. */
export interface Skipped {
  skipped: SkippedFile['reason'];
  detail?: string;
}

/**
 * Parses one file. Nodes have `range` (UTF-16 offsets into `text`) and `parent`, and no `loc`; `program.comments` holds the
 * comments. Syntax errors that do not hide the rest of the file (a `return` outside of functions) are passed over.
 * Scopes are analysed when they are first asked for, always as a module's.
 */
export function parseSource(file: string, text: string): SourceTree | Skipped {
  const brackets = bracketDepth(text);
  if (brackets > DEEPEST) return tooDeep(brackets);
  const outcome = parseProgram(file, text);
  if ('failure' in outcome) return { skipped: 'does-not-parse', detail: describe(outcome.failure, text) };
  const { program } = outcome;
  const depth = linkParents(program);
  if (depth > DEEPEST) return tooDeep(depth);
  let scopes: ScopeManager | undefined;
  return {
    file,
    text,
    program,
    get scopes() {
      return (scopes ??= analyzeScopes(program));
    },
  };
}

/** True when `parseSource` gave no tree. */
export function isSkipped(outcome: SourceTree | Skipped): outcome is Skipped {
  return 'skipped' in outcome;
}

function tooDeep(depth: number): Skipped {
  return { skipped: 'does-not-parse', detail: `nested ${depth} levels deep` };
}

type Failure = { failure: ParseResult['errors'][number] | undefined };
type Parsed = { program: TSESTree.Program };

function parseProgram(file: string, text: string): Parsed | Failure {
  const extension = extensionOf(file);
  if (!holdsScriptBlocks(extension)) return parseScript(text, languageOf(file));
  const blocks = scriptBlocks(extension, text);
  const language = blocks.find((block) => block.language !== 'js')?.language ?? 'js';
  const together = parseScript(blankOutside(text, blocks), language);
  if (!('failure' in together) || blocks.length < 2) return together;
  // One block that cannot stand beside another (another language, two `export default`): parse each alone, join the trees.
  const programs: TSESTree.Program[] = [];
  for (const block of blocks) {
    const alone = parseScript(blankOutside(text, [block]), block.language);
    if ('failure' in alone) return alone;
    programs.push(alone.program);
  }
  return { program: joined(programs) };
}

function joined(programs: TSESTree.Program[]): TSESTree.Program {
  const first = programs[0]!;
  first.body = programs.flatMap((program) => program.body);
  const comments = programs.flatMap((program) => program.comments ?? []);
  Object.defineProperty(first, 'comments', { value: comments, configurable: true });
  first.range = [first.range[0], programs.at(-1)!.range[1]];
  return first;
}

function parseScript(text: string, language: Language): Parsed | Failure {
  const script = withoutMarks(text);
  let failure: Failure | undefined;
  for (const dialect of DIALECTS[language]) {
    const result = parseDialect(script, dialect);
    if (!('failure' in result)) return result;
    failure ??= result;
  }
  return failure!;
}

function parseDialect(text: string, lang: Dialect): Parsed | Failure {
  const options = { astType: 'ts', range: true, preserveParens: false, lang } as const;
  // Without a source type oxc decides by what it sees: `import` and `export` make a module, else a script.
  let result = parseSync('', text, options);
  const failure = result.errors[0];
  if (failure) {
    // CommonJS may return outside of functions. A file with errors that is not empty is complete: the parser recovered.
    const common = parseSync('', text, { ...options, sourceType: 'commonjs' });
    if (common.errors.length === 0) result = common;
    else if (result.program.body.length === 0) return { failure };
  }
  return { program: treeOf(result) };
}

/** oxc's tree as typescript-eslint declares it. */
function treeOf(result: ParseResult): TSESTree.Program {
  const program = result.program as unknown as TSESTree.Program;
  if (program.sourceType !== 'module') program.sourceType = 'script';
  // Not enumerable and made on demand: comments are rarely asked for and no children.
  let comments: TSESTree.Comment[] | undefined;
  Object.defineProperty(program, 'comments', {
    configurable: true,
    get: () =>
      (comments ??= result.comments.map(
        ({ type, value, start, end }) =>
          ({ type, value, range: [start, end] }) as unknown as TSESTree.Comment,
      )),
  });
  return program;
}

/** A byte order mark before `#!` hides the line from the parser: it becomes a comment of the same length. */
function withoutMarks(text: string): string {
  return text.startsWith('\uFEFF#!') ? ` //${text.slice(3)}` : text;
}

function describe(error: Failure['failure'], text: string): string | undefined {
  if (!error) return undefined;
  const offset = error.labels[0]?.start;
  if (offset === undefined) return error.message;
  const before = text.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/);
  return `${before.length}:${before.at(-1)!.length + 1} ${error.message}`;
}
