/** Manifests and compiler settings, read leniently: a broken one counts as none, for code is analysed where it does not build. */
import type { Project } from '../project.js';

export type Json = Record<string, unknown>;

/** The object in a JSON file, by its posix path from the root; null when there is none. Each file is read once. */
export type ReadJson = (path: string) => Json | null;

export function createJsonReader(read: Project['read']): ReadJson {
  const known = new Map<string, Json | null>();
  return (path) => {
    let json = known.get(path);
    if (json === undefined) known.set(path, (json = parseLenient(read(path))));
    return json;
  };
}

function parseLenient(text: string | { unreadable: string }): Json | null {
  if (typeof text !== 'string' || text === '') return null;
  try {
    const value: unknown = JSON.parse(withoutComments(text));
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

/** tsconfig.json may hold comments and trailing commas. Strings are matched first, so that what looks like one in them stays. */
function withoutComments(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, (_all, string?: string) => string ?? '')
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_all, string?: string) => string ?? '');
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The strings of a list, or the one string that stands for a list of one. */
export function strings(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((entry) => typeof entry === 'string');
}
