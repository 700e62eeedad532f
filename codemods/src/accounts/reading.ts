/** How a value is read: where, with which arguments, and whether it is one value for the whole run. */
import type { ts } from 'ts-morph';
import type { ImportedName } from '../source/import-names.js';
import type { SiteContext } from '../cached-client/site-context.js';
import type { ParsedFile } from '../source/parsed-file.js';

/** The names or indexes of members, outermost first. */
export type Path = readonly string[];

export interface At {
  parsed: ParsedFile;
  /** What the call that is followed gives for the parameters of its function; `null` where it gives none. */
  given: ReadonlyMap<ts.Node, { node: ts.Node; at: At } | null>;
  /** It is read when its module is loaded, and never again. */
  once: boolean;
  depth: number;
}

/**
 * What a value is in each moment of a run, as a text that is equal for equal values: `process.env.SVC_USER`, a literal, what the
 * configuration holds. Null where more than one value may come, or nothing is known.
 */
export interface Reading {
  context: SiteContext;
  read(node: ts.Node, path: Path, at: At): string | null;
  /** What a function answers, or a getter. */
  body(fn: ts.Node, path: Path, at: At): string | null;
  /** A field of a class: of all its instances, or of the one that `making` makes. */
  instance(cls: ts.ClassLikeDeclaration, path: Path, at: At, making: Making | null): string | null;
  imported(name: ImportedName, path: Path, at: At): string | null;
}

export interface Making {
  made: ts.NewExpression;
  at: At;
}

export function startOf(parsed: ParsedFile, once = false): At {
  return { parsed, given: new Map(), once, depth: DEPTH };
}

/** How many names, calls and files are followed. */
const DEPTH = 24;

/** The one answer of all readings, or null. */
export function agreed(answers: readonly (string | null)[]): string | null {
  const [first, ...others] = answers;
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/** Made of parts that are each known. */
export function composed(name: string, parts: readonly (string | null)[], path: Path = []): string | null {
  return parts.includes(null) ? null : `${name}(${parts.join(', ')})${within(path)}`;
}

export function within(path: Path): string {
  return path.map((key) => `.${key}`).join('');
}
