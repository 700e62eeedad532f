/** How code of the application calls the session that the scaffold writes. */
import type { ts } from 'ts-morph';
import type { ParsedFile } from '../../../source/parsed-file.js';
import type { FileEdits } from './replace-request.js';

export interface SessionAccess {
  /** The text that calls `name` where `node` stands; null where the session cannot be had. */
  call(parsed: ParsedFile, node: ts.Node, into: FileEdits, name: SessionCall): string | null;
}

type SessionCall = 'signIn' | 'accessToken' | 'forget' | 'signOut';

/** The session is a module of functions. `moduleFor`: how a file imports it. */
export function byImport(moduleFor: (file: string) => string): SessionAccess {
  return {
    call: (parsed, _node, into, name) => `${into.names.localFor(moduleFor(parsed.file), name)}()`,
  };
}
