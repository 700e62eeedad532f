/** A small written program: its files, and the findings that a right tool gives at its marked places. */
import { readdirSync, readFileSync } from 'node:fs';

/** `rule@marker`; a marker `X` stands in the text as a comment `@X` right before the call. */
interface Expected {
  must: string[];
  /** Right or not: a reader would accept both. */
  may: string[];
}

export interface Program {
  name: string;
  files: Record<string, string>;
  expected: Expected;
  /** What is expected after a change of meaning, by the change's name; a change not named here does not fit the program. */
  after: Record<string, Expected>;
}

/** All programs of a folder, in the order of their names. */
export function readPrograms(of: 'programs' | 'known' = 'programs'): Program[] {
  const folder = new URL(`${of}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((file) => parseProgram(file.replace('.txt', ''), readFileSync(new URL(file, folder), 'utf8')));
}

/**
 * The form of a program: a sentence, `expect:` with what is found, a line for each fitting change of meaning, then the files,
 * each after `--- path`. A place with `?` may be found or not.
 */
function parseProgram(name: string, text: string): Program {
  const [head = '', ...parts] = text.split(/^--- (?=\S+$)/m);
  const files = Object.fromEntries(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end + 1).trimEnd() + '\n'];
    }),
  );
  const lines = [...head.matchAll(/^([a-z-]+):(.*)$/gm)].map(
    ([, key = '', places = '']): [string, Expected] => [key, parsePlaces(places)],
  );
  const { expect: expected, ...after } = Object.fromEntries(lines);
  if (!expected || parts.length === 0) throw new Error(`${name} has no expect: line or no files`);
  return { name, files, expected, after };
}

function parsePlaces(places: string): Expected {
  const all = places.trim().split(/\s+/).filter(Boolean);
  const [may, must] = [true, false].map((optional) =>
    all.filter((place) => place.endsWith('?') === optional).map((place) => place.replace('?', '')),
  );
  return { must: must ?? [], may: may ?? [] };
}

/** The program with some of its files written anew; `null` takes a file away. */
export function withFiles(program: Program, files: Record<string, string | null>): Program {
  const merged = Object.entries({ ...program.files, ...files }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return { ...program, files: Object.fromEntries(merged) };
}
